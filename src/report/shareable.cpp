// SPDX-License-Identifier: MIT OR Apache-2.0
#include "shareable.h"

#include <algorithm>
#include <string_view>

#include "plimsoll/cargo/paths.h"

namespace plimsoll::report {
namespace {

constexpr std::string_view file_scheme = "file://";

bool is_below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string_view first_part(std::string_view path) {
  return path.substr(0, path.find('/', 1));
}

bool may_precede_path(char c) {
  const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return !is_word && std::string_view("_.:/-~").find(c) == std::string_view::npos;
}

class Shareable {
 public:
  explicit Shareable(Report report) : report_(std::move(report)), root_(report_.workspace.root) {}

  Report make() {
    report_.workspace.root.clear();
    clean_ids(report_.workspace.members);
    if (report_.advisory_database) clean(report_.advisory_database->place);
    clean(report_.policy_files);
    for (auto& one : report_.switched_off) clean(one.by);
    clean(report_.warnings);
    for (auto& gap : report_.gaps) {
      clean(gap.subject);
      clean(gap.reason);
    }
    for (auto& package : report_.packages) clean(package);
    for (auto* findings : {&report_.findings, &report_.accepted})
      for (auto& finding : *findings) clean(finding);
    if (report_.base) clean(*report_.base);
    return std::move(report_);
  }

 private:
  void clean(Package& package) const {
    clean_id(package.id);
    if (package.source) clean_id(*package.source);
  }

  void clean(SinceBase& base) const {
    clean(base.name);
    for (auto& finding : base.fixed) clean(finding.message);
    for (auto& group : base.groups) {
      clean(group.title);
      if (group.location) clean(group.location->file);
      for (auto& change : group.changes)
        for (auto* source : {&change.source_from, &change.source_to})
          if (*source) clean_id(**source);
    }
  }

  void clean(Finding& finding) const {
    clean(finding.message);
    clean(finding.notes);
    clean(finding.help);
    if (finding.location) clean(finding.location->file);
    for (auto& label : finding.labels) {
      clean(label.text);
      clean(label.at.file);
    }
    if (!finding.fix) return;
    clean(finding.fix->commands);
    for (auto& edit : finding.fix->edits) clean(edit.file);
  }

  void clean(std::vector<std::string>& texts) const {
    for (auto& text : texts) clean(text);
  }

  void clean_ids(std::vector<std::string>& ids) const {
    for (auto& id : ids) clean_id(id);
  }

  /// Ids of different packages stay different wherever their folders have anything in common with the root.
  void clean_id(std::string& id) const {
    const auto scheme = id.find(file_scheme);
    if (scheme == std::string::npos) return;
    const auto begin = scheme + file_scheme.size();
    const auto end = std::min(id.find_first_of("#?", begin), id.size());
    const std::string_view path = std::string_view(id).substr(begin, end - begin);
    const bool is_near = !root_.empty() && first_part(path) == first_part(root_);
    const auto shown = is_near ? cargo::relative_path(root_, path) : std::string(cargo::file_name(path));
    id.replace(begin, end - begin, "/" + (shown == "." ? std::string{} : shown));
  }

  /// Replaces every absolute path of two parts or more.
  void clean(std::string& text) const {
    std::string cleaned;
    std::size_t at = 0;
    while (at < text.size()) {
      const bool begins = text[at] == '/' && (at == 0 || may_precede_path(text[at - 1]));
      const auto end = begins ? std::min(text.find_first_of(" `'\",;()<>\n\t", at), text.size()) : at;
      const auto path = std::string_view(text).substr(at, end - at);
      if (first_part(path).size() < path.size() && first_part(path).size() > 1) {
        cleaned += shown(path);
        at = end;
      } else {
        cleaned += text[at++];
      }
    }
    text = std::move(cleaned);
  }

  [[nodiscard]] std::string shown(std::string_view path) const {
    if (!root_.empty() && is_below(path, root_)) return cargo::relative_path(root_, path);
    return std::string(cargo::file_name(path));
  }

  Report report_;
  std::string root_;
};

}  // namespace

Report shareable(Report report) {
  return Shareable(std::move(report)).make();
}

}  // namespace plimsoll::report
