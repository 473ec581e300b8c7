// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/facts/code_tree.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "code_scanner.h"
#include "plimsoll/cargo/paths.h"

namespace plimsoll::facts {
namespace {

constexpr std::uint32_t most_files = 20'000;
constexpr std::uint64_t most_bytes = 32ULL << 20U;
constexpr std::size_t most_readings = 4;  ///< of one file: under several conditions
constexpr std::size_t deepest_file = 64;
constexpr auto greatest_size = std::numeric_limits<std::uint32_t>::max();
/// Of files without modules of their own, not much more than this is read; the rest is judged by its size.
constexpr std::uint64_t most_leaf_bytes = 40'000;
constexpr std::size_t longest_leaf = 16'000;

constexpr CodeSizeField fields[] = {
    {"tokens", &CodeSize::tokens, &CompiledSize::tokens},
    {"item_tokens", &CodeSize::item_tokens, &CompiledSize::item_tokens},
    {"handed_tokens", &CodeSize::handed_tokens, &CompiledSize::handed_tokens},
    {"calls", &CodeSize::calls, &CompiledSize::calls},
    {"generic_calls", &CodeSize::generic_calls, &CompiledSize::generic_calls},
    {"closures", &CodeSize::closures, &CompiledSize::closures},
    {"types", &CodeSize::types, &CompiledSize::types},
    {"proc_derives", &CodeSize::proc_derives, &CompiledSize::proc_derives},
};

/// Fewer tokens below a condition are not worth a part.
constexpr std::uint32_t fewest_tokens = 40;

/// Small parts without larger ones below become part of their parent.
std::vector<CodePart> without_small_parts(std::vector<CodePart> parts) {
  std::vector<char> stays(parts.size());
  if (!parts.empty()) stays[0] = 1;
  for (auto i = parts.size(); i-- > 1;) {
    stays[i] = stays[i] != 0 || parts[i].size.tokens >= fewest_tokens;
    if (stays[i] != 0)
      stays[parts[i].parent] = 1;
    else
      parts[parts[i].parent].size += parts[i].size;
  }
  std::vector<std::uint32_t> places(parts.size());
  std::vector<CodePart> left;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (stays[i] == 0) continue;
    places[i] = static_cast<std::uint32_t>(left.size());
    left.push_back(std::move(parts[i]));
    left.back().parent = places[left.back().parent];
  }
  return left;
}

/// A file that another one names, with what finding it needs.
struct Wanted {
  NamedFile named;
  std::string folder;          ///< of the file that names it
  std::string modules_folder;  ///< of that file's modules without a `path`
  std::size_t depth = 0;
};

/// A file that names no others.
struct Leaf {
  std::string path;
  std::string folder;  ///< of its inline modules
  std::uint32_t part = 0;
  std::uint64_t bytes = 0;
  std::size_t depth = 0;
};

class CrateReader {
 public:
  CrateReader(const SourceFiles& files, const Switches& possible) : files_(files), parts_(possible) {}

  CodeTree run(const std::string& root) {
    open(root, std::string(cargo::parent_path(root)), 0, 0);
    while (!wanted_.empty() || !leaves_.empty()) {
      follow();
      read_leaves(std::exchange(leaves_, {}));
    }
    if (tree_.files != 0) tree_.parts = without_small_parts(parts_.take());
    return std::move(tree_);
  }

 private:
  [[nodiscard]] bool is_full() const { return tree_.files >= most_files || tree_.bytes >= most_bytes; }

  void follow() {
    while (!wanted_.empty()) {
      const auto next = std::move(wanted_.back());
      wanted_.pop_back();
      find(next, false);
    }
  }

  void open(const std::string& path, const std::string& modules_folder, std::uint32_t part, std::size_t depth) {
    if (is_full() || depth > deepest_file || readings_[path] >= most_readings) return;
    const auto text = files_.read(path);
    if (!text) return;
    ++readings_[path];
    ++tree_.files;
    tree_.bytes += text->size();
    scan(*text, path, modules_folder, part, depth);
  }

  void scan(std::string_view text, const std::string& path, const std::string& modules_folder, std::uint32_t part,
            std::size_t depth) {
    const std::string folder(cargo::parent_path(path));
    auto named = scan_code(text, part, parts_, macros_, [&](const NamedFile& file) {
      find({file, folder, modules_folder, depth + 1}, true);
    });
    std::ranges::reverse(named);
    for (auto& file : named) wanted_.push_back({std::move(file), folder, modules_folder, depth + 1});
  }

  /// A file with a `path` has its modules beside itself, as `mod.rs` has.
  void find(const Wanted& wanted, bool at_once) {
    const auto& named = wanted.named;
    if (!named.path.empty()) {
      const auto base = named.modules.empty() ? wanted.folder : cargo::join_path(wanted.modules_folder, named.modules);
      const auto path = cargo::join_path(base, named.path);
      const auto modules_folder = named.name.empty() ? wanted.modules_folder : std::string(cargo::parent_path(path));
      return open(path, modules_folder, named.part, wanted.depth);
    }
    const auto stem = cargo::join_path(wanted.modules_folder, named.modules + named.name);
    const auto bytes = files_.size(stem + ".rs");
    if (!bytes) return open(stem + "/mod.rs", stem, named.part, wanted.depth);
    if (at_once || files_.has_folder(stem)) return open(stem + ".rs", stem, named.part, wanted.depth);
    if (is_full() || wanted.depth > deepest_file) return;
    ++tree_.files;
    tree_.bytes += *bytes;
    leaves_.push_back({stem + ".rs", stem, named.part, *bytes, wanted.depth});
  }

  /// Of many, only some of every size are read: the others have as much code for theirs.
  void read_leaves(std::vector<Leaf> leaves) {
    std::ranges::stable_sort(leaves, std::ranges::greater{}, &Leaf::bytes);
    std::uint64_t bytes = 0;
    for (const auto& leaf : leaves) bytes += leaf.bytes;
    const auto every = 1 + bytes / most_leaf_bytes;
    const auto before = parts_.total();
    std::uint64_t read = 0;
    for (std::size_t i = 0; i < leaves.size(); i += every) {
      const auto represented = read_leaf(leaves[i]);
      read += represented;
      leaves[i].bytes -= std::min(represented, leaves[i].bytes);
    }
    if (read == 0) return;
    const auto found = parts_.total() - before;
    for (const auto& leaf : leaves)
      if (leaf.bytes != 0) parts_.size(leaf.part) += share(found, leaf.bytes, read);
  }

  /// Reads where a file begins; gives how many of its bytes have as much code as that, tests at its end included.
  std::uint64_t read_leaf(const Leaf& leaf) {
    const auto text = files_.read(leaf.path);
    if (!text) return 0;
    const std::string_view whole(*text);
    const auto code = whole.substr(0, whole.find("\n#[cfg(test)]\nmod "));
    const auto begin = code.substr(0, longest_leaf);
    scan(begin, leaf.path, leaf.folder, leaf.part, leaf.depth);
    return code.empty() ? whole.size() : whole.size() * begin.size() / code.size();
  }

  static CodeSize share(CodeSize size, std::uint64_t part, std::uint64_t whole) {
    for (const auto& field : fields)
      size.*field.size = static_cast<std::uint32_t>(
          std::min<std::uint64_t>(size.*field.size * std::min(part, most_bytes) / whole, greatest_size));
    return size;
  }

  const SourceFiles& files_;
  CodeTree tree_;
  PartTable parts_;
  MacroTable macros_;
  std::vector<Wanted> wanted_;
  std::vector<Leaf> leaves_;
  std::map<std::string, std::size_t> readings_;
};

}  // namespace

std::span<const CodeSizeField> code_size_fields() {
  return fields;
}

CodeSize& operator+=(CodeSize& sum, const CodeSize& more) {
  for (const auto& field : fields) {
    auto& to = sum.*field.size;
    to = more.*field.size > greatest_size - to ? greatest_size : to + more.*field.size;
  }
  return sum;
}

CodeSize operator-(CodeSize size, const CodeSize& less) {
  for (const auto& field : fields) size.*field.size -= std::min(size.*field.size, less.*field.size);
  return size;
}

CompiledSize compiled_size(const CodeTree& tree, const Switches& switches) {
  CompiledSize sum;
  std::vector<double> shares(tree.parts.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const auto& part = tree.parts[i];
    const auto above = i == 0 ? 1.0 : part.parent < i ? shares[part.parent] : 0.0;
    if (above == 0) continue;
    const auto truth = part.condition.empty() ? Truth::yes : evaluate(part.condition, switches);
    shares[i] = truth == Truth::yes ? above : truth == Truth::unknown ? above / 2 : 0;
    if (shares[i] == 0) continue;
    for (const auto& field : fields) sum.*field.compiled += shares[i] * static_cast<double>(part.size.*field.size);
  }
  return sum;
}

CodeTree read_code(const std::string& root, const SourceFiles& files, const Switches& possible) {
  return CrateReader(files, possible).run(root);
}

}  // namespace plimsoll::facts
