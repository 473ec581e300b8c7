// SPDX-License-Identifier: MIT OR Apache-2.0
/// What a resolution is made of.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "feature_pass.h"
#include "link_pass.h"
#include "waived.h"

namespace plimsoll::resolve {

/// Which links hold on which platform: every condition evaluated once for each.
struct PlatformMatches {
  std::vector<char> host;
  std::vector<std::vector<char>> targets;
  std::vector<char> any_target;
};

struct Resolution::State {
  const graph::PackageGraph& graph;
  std::shared_ptr<const FeatureModel> model;
  std::shared_ptr<const PlatformMatches> matches;
  Request request;
  Waived waived;
  LinkPass links;
  std::vector<Missing> missing;
  std::unique_ptr<FeaturePass> features;

  State(const graph::PackageGraph& g, std::shared_ptr<const FeatureModel> m,
        std::shared_ptr<const PlatformMatches> platform_matches, Request r)
      : graph(g),
        model(std::move(m)),
        matches(std::move(platform_matches)),
        request(std::move(r)),
        waived(request.waived),
        links(graph, *model, waived) {}

  [[nodiscard]] std::unique_ptr<State> again(Request changed) const;

  void run() {
    links.run(request.seeds);
    if (request.follow_features) {
      const bool second = graph.closure().resolver >= 2;
      const FeaturePassOptions options{second, second && !request.dev_units, second};
      features =
          std::make_unique<FeaturePass>(graph, *model, links, waived, options, matches->host, matches->any_target);
      features->run(request.seeds);
    }
    missing = std::move(links).take_missing();
  }
};

}  // namespace plimsoll::resolve
