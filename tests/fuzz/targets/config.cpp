// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/config.h"

#include <array>

#include "told_text.h"

namespace plimsoll::fuzz {
namespace {

constexpr std::string_view far_text = R"([build]
rustflags = ["--cfg", "far"]
[source.crates-io]
replace-with = "vendored"
)";

}  // namespace

void read_config(std::string_view text) {
  ToldText near("/w/.cargo/config.toml", text);
  auto far_root = support::toml::parse(near.add("/.cargo/config.toml", far_text), far_text, near.diagnostics());
  auto root = support::toml::parse(near.id(), near.text(), near.diagnostics());
  if (!root || !far_root) return;
  const std::array<cargo::ConfigFile, 2> files = {{{"/", std::move(*far_root)}, {"/w", std::move(*root)}}};
  const auto config = cargo::merge_config(files, near.diagnostics());
  const cargo::Target here("here", {"unix"}, {{"target_os", "linux"}});
  static_cast<void>(here.with_rustflags(cargo::rustflags_for(config, here, std::nullopt)));
}

}  // namespace plimsoll::fuzz
