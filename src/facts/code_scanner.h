// SPDX-License-Identifier: MIT OR Apache-2.0
/// One file of a crate: its code added to the crate's parts, and the files that it names.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/facts/code_tree.h"

namespace plimsoll::facts {

/// The parts of a tree while it grows.
class PartTable {
 public:
  /// Refers to them.
  explicit PartTable(const Switches& possible) : possible_(possible) {}
  /// A table of two parts that takes no others: for code that is not where it will be compiled.
  [[nodiscard]] PartTable flat() const {
    PartTable table(possible_);
    table.parts_.resize(2);
    table.is_flat_ = true;
    return table;
  }
  /// The part below `parent` for the condition: `parent` itself if the condition holds in every possible build or there
  /// are too many parts; `never` if it holds in none.
  std::uint32_t child(std::uint32_t parent, const std::string& condition);
  CodeSize& size(std::uint32_t part) { return part == never ? discarded_ : parts_[part].size; }
  [[nodiscard]] CodeSize total() const;
  std::vector<CodePart> take() { return std::move(parts_); }
  static constexpr std::uint32_t never = static_cast<std::uint32_t>(-1);

 private:
  const Switches& possible_;
  std::vector<CodePart> parts_ = std::vector<CodePart>(1);
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> known_;
  CodeSize discarded_;
  bool is_flat_ = false;
};

/// What calls of a macro of the crate stand for.
struct MacroRules {
  std::optional<std::string> condition = {};  ///< under which the macro puts what it is handed, if that is all it does
  CodeSize once = {};                         ///< what one rule writes, on an average
  CodeSize repeated = {};                     ///< what it writes for each thing that it is handed
  std::string modules = {};                   ///< the text of rules that name files, which are the caller's modules
  int calls_left = 4;                         ///< that are followed into those
};
using MacroTable = std::map<std::string, MacroRules, std::less<>>;

/// A file that another one names.
struct NamedFile {
  std::uint32_t part = 0;
  std::string modules;    ///< names of the inline modules around it, each with a `/`
  std::string name;       ///< of the module; empty for `include!`
  std::string path = {};  ///< as `path` or `include!` gives it
};

/// Is handed modules whose macros hold for what stands behind them: they are to be read at once.
using ReadModule = std::function<void(const NamedFile&)>;

/// Gives the files to be read later, in the order of the source.
std::vector<NamedFile> scan_code(std::string_view source, std::uint32_t part, PartTable&, MacroTable&,
                                 const ReadModule&);

}  // namespace plimsoll::facts
