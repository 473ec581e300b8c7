// SPDX-License-Identifier: MIT OR Apache-2.0
//! Reads `cargo metadata` from standard input and prints guppy's view of it, one fact a line.
use guppy::graph::{DependencyDirection, PackageGraph};
use std::io::Read;

fn main() {
    let mut json = String::new();
    std::io::stdin().read_to_string(&mut json).expect("standard input");
    let graph = PackageGraph::from_json(&json).expect("a package graph");
    let mut lines = packages(&graph);
    lines.extend(features(&graph));
    lines.sort();
    println!("{}", lines.join("\n"));
}

fn packages(graph: &PackageGraph) -> Vec<String> {
    let mut lines = Vec::new();
    for package in graph.packages() {
        let id = package.id();
        lines.push(format!("package {id} {:?} {:?} {:?}", package.source(), package.publish(), package.edition()));
        lines.push(format!("about {id} {:?} {:?} {:?}", package.authors(), package.license(), package.links()));
        for target in package.build_targets() {
            lines.push(format!("target {id} {:?} {:?} {:?}", target.id(), target.kind(), target.required_features()));
        }
        for link in package.direct_links() {
            let kinds = [link.normal(), link.build(), link.dev()].map(|kind| format!("{:?}", kind.status()));
            lines.push(format!("link {id} -> {} as {} {kinds:?}", link.to().id(), link.resolved_name()));
        }
    }
    lines
}

fn features(graph: &PackageGraph) -> Vec<String> {
    let all = graph.feature_graph().resolve_all();
    let mut lines = vec![format!("warnings {:?}", graph.feature_graph().build_warnings())];
    for feature in all.feature_ids(DependencyDirection::Forward) {
        lines.push(format!("feature {feature}"));
    }
    for (from, to, edge) in all.links(DependencyDirection::Forward) {
        lines.push(format!("needs {from} -> {to} {edge:?}"));
    }
    for link in all.conditional_links(DependencyDirection::Forward) {
        let kinds = [link.normal(), link.build(), link.dev()].map(|kind| format!("{kind:?}"));
        lines.push(format!("conditional {} -> {} {kinds:?}", link.from().feature_id(), link.to().feature_id()));
    }
    lines
}
