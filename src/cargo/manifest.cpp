// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/manifest.h"

#include <algorithm>

#include "plimsoll/cargo/paths.h"

namespace plimsoll::cargo {

std::string_view to_text(Edition edition) {
  switch (edition) {
    case Edition::e2015:
      return "2015";
    case Edition::e2018:
      return "2018";
    case Edition::e2021:
      return "2021";
    case Edition::e2024:
      return "2024";
  }
  return "2015";
}

bool CrateTarget::is_proc_macro() const {
  constexpr std::string_view proc_macro = "proc-macro";
  return std::ranges::any_of(crate_types, [&](const std::string& type) { return type == proc_macro; });
}

bool CrateTarget::is_linkable_lib() const {
  return kind == TargetKind::lib && std::ranges::any_of(crate_types, [](const std::string& type) {
           return type == "lib" || type == "rlib" || type == "dylib" || type == "proc-macro";
         });
}

std::vector<std::string> CrateTarget::kinds() const {
  switch (kind) {
    case TargetKind::lib:
      return crate_types;
    case TargetKind::bin:
      return {"bin"};
    case TargetKind::example:
      return {"example"};
    case TargetKind::test:
      return {"test"};
    case TargetKind::bench:
      return {"bench"};
    case TargetKind::custom_build:
      return {"custom-build"};
  }
  return {};
}

const CrateTarget* Package::library() const {
  const auto found = std::ranges::find(targets, TargetKind::lib, &CrateTarget::kind);
  return found == targets.end() ? nullptr : &*found;
}

const CrateTarget* Package::build_script() const {
  const auto found = std::ranges::find(targets, TargetKind::custom_build, &CrateTarget::kind);
  return found == targets.end() ? nullptr : &*found;
}

bool Package::is_proc_macro() const {
  const auto* lib = library();
  return lib && lib->is_proc_macro();
}

bool Package::has_proc_macro_target() const {
  return std::ranges::any_of(targets, &CrateTarget::is_proc_macro);
}

std::string_view Manifest::directory() const {
  return parent_path(path);
}

}  // namespace plimsoll::cargo
