// SPDX-License-Identifier: MIT OR Apache-2.0
#include "tree_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "declared_source.h"
#include "plimsoll/support/text.h"

namespace plimsoll::cargo_output {
namespace {

using support::ErrorKind;
using support::failure;
using support::Result;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The name under which the configuration knows a registry, else its address.
std::string registry_name(const cargo::Config& config, const cargo::SourceId& source) {
  for (const auto& [name, address] : config.registries)
    if (index_source(address) == source) return name;
  return source.kind() == cargo::SourceKind::sparse ? cargo::to_text(source) : source.url();
}

/// The address with its reference and the first eight digits of the commit.
std::string git_text(const cargo::SourceId& source) {
  constexpr std::size_t digits = 8;
  cargo::PackageId unnamed;
  unnamed.source = source;
  const auto spec = cargo::to_spec(unnamed);
  constexpr std::string_view prefix = "git+";
  auto text = spec.substr(prefix.size(), spec.find('#') - prefix.size());
  if (source.commit()) text += "#" + source.commit()->substr(0, digits);
  return text;
}

std::string source_text(const cargo::Config& config, const cargo::SourceId& source) {
  if (source.is_crates_io()) return {};
  if (source.is_path()) return fmt::format(" ({})", source.url());
  if (source.is_git()) return fmt::format(" ({})", git_text(source));
  return fmt::format(" (registry `{}`)", registry_name(config, source));
}

std::string package_text(const graph::PackageGraph& graph, graph::PackageIx package) {
  const auto& id = graph.id(package);
  const auto* manifest = graph.manifest(package);
  const bool is_proc_macro = manifest != nullptr && manifest->has_proc_macro_target();
  return fmt::format("{} v{}{}{}", id.name, cargo::to_text(id.version), is_proc_macro ? " (proc-macro)" : "",
                     source_text(graph.closure().config, id.source));
}

std::string library_name(const cargo::Package* manifest) {
  if (manifest == nullptr || manifest->library() == nullptr) return {};
  auto name = manifest->library()->name;
  std::ranges::replace(name, '-', '_');
  return name;
}

tl::unexpected<support::Error> bad_format(std::string_view format, const std::string& reason) {
  return failure(ErrorKind::usage, fmt::format("`{}` is no format of a line: {}", support::printable(format), reason));
}

}  // namespace

Result<TreeFormat> TreeFormat::parse(std::string_view format) {
  struct Row {
    std::string_view name;
    Field field;
  };
  constexpr auto rows = std::to_array<Row>({{"p", Field::package},
                                            {"l", Field::license},
                                            {"r", Field::repository},
                                            {"f", Field::features},
                                            {"lib", Field::library}});
  TreeFormat result;
  for (std::size_t i = 0; i < format.size();) {
    if (format.substr(i, 2) == "{{" || format.substr(i, 2) == "}}") {
      result.pieces_.push_back({Field::text, std::string(1, format[i])});
      i += 2;
      continue;
    }
    if (format[i] == '}') return bad_format(format, "a `}` stands alone; `}}` prints one");
    if (format[i] != '{') {
      const auto end = std::min(format.find_first_of("{}", i), format.size());
      result.pieces_.push_back({Field::text, std::string(format.substr(i, end - i))});
      i = end;
      continue;
    }
    const auto begin = i + 1;
    for (i = begin; i < format.size() && is_letter(format[i]);) ++i;
    if (i == format.size() || format[i] != '}') return bad_format(format, "a `{` is not closed; `{{` prints one");
    const auto row = std::ranges::find(rows, format.substr(begin, i - begin), &Row::name);
    if (row == rows.end())
      return bad_format(format, fmt::format("`{{{}}}` is none of {{p}}, {{l}}, {{r}}, {{f}}, {{lib}}",
                                            support::printable(format.substr(begin, i - begin))));
    result.pieces_.push_back({row->field, {}});
    ++i;
  }
  return result;
}

std::string TreeFormat::label(const resolve::Resolution& resolution, const TreeGraph& tree, NodeIx ix) const {
  const auto& node = tree.at(ix);
  const auto& graph = resolution.graph();
  if (node.is_feature())
    return fmt::format("{} feature \"{}\"{}", graph.id(node.package).name, node.feature,
                       node.from_command_line ? " (command-line)" : "");
  const auto* manifest = graph.manifest(node.package);
  std::string line;
  for (const auto& piece : pieces_) {
    switch (piece.field) {
      case Field::text:
        line += piece.text;
        break;
      case Field::package:
        line += package_text(graph, node.package);
        break;
      case Field::license:
        if (manifest != nullptr) line += manifest->license.value_or("");
        break;
      case Field::repository:
        if (manifest != nullptr) line += manifest->repository.value_or("");
        break;
      case Field::features:
        line += fmt::format("{}", fmt::join(node.features, ","));
        break;
      case Field::library:
        line += library_name(manifest);
        break;
    }
  }
  return line;
}

}  // namespace plimsoll::cargo_output
