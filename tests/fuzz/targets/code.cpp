// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>
#include <optional>
#include <string>

#include "plimsoll/facts/code_tree.h"
#include "target.h"

namespace plimsoll::fuzz {

namespace {

/// The text is every file of the crate that is not far from its root.
class SameText final : public facts::SourceFiles {
 public:
  explicit SameText(std::string_view text) : text_(text) {}
  [[nodiscard]] std::optional<std::string> read(const std::string& path) const override {
    return is_near(path) ? std::optional<std::string>(text_) : std::nullopt;
  }
  [[nodiscard]] std::optional<std::uint64_t> size(const std::string& path) const override {
    return is_near(path) ? std::optional<std::uint64_t>(text_.size()) : std::nullopt;
  }
  [[nodiscard]] bool has_folder(const std::string& path) const override { return path.size() % 2 == 0; }

 private:
  static bool is_near(const std::string& path) {
    constexpr std::string_view far = "/src/a/b/mod.rs";
    return path.size() <= far.size();
  }

  std::string_view text_;
};

}  // namespace

void read_code(std::string_view text) {
  const auto read = [&] { return facts::read_code("/src/lib.rs", SameText(text), facts::any_build()); };
  const auto tree = read();
  PLIMSOLL_ASSERT(tree == read());
  for (std::size_t i = 0; i < tree.parts.size(); ++i)
    PLIMSOLL_ASSERT(tree.parts[i].parent < std::max<std::size_t>(i, 1));
}

}  // namespace plimsoll::fuzz
