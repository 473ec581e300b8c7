// SPDX-License-Identifier: MIT OR Apache-2.0
#include "fact_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "plimsoll/support/text.h"
#include "sealed_file.h"

namespace plimsoll::source {
namespace {

using facts::BuildScriptFacts;
using facts::PackageFacts;

/// Changes whenever other facts are gathered, or the same ones in another way.
constexpr std::string_view heading = "plimsoll facts 4\n";

/// The order is that of the bits in the file.
constexpr bool BuildScriptFacts::*script_facts[] = {
    &BuildScriptFacts::compiles_native_code, &BuildScriptFacts::generates_code,    &BuildScriptFacts::links_libraries,
    &BuildScriptFacts::probes_compiler,      &BuildScriptFacts::reads_environment, &BuildScriptFacts::uses_network,
    &BuildScriptFacts::spawns_programs,      &BuildScriptFacts::declares_rerun,
};

/// 0 stands for no build script.
std::uint64_t script_number(const PackageFacts& facts) {
  if (!facts.build_script) return 0;
  std::uint64_t number = 1;
  for (std::size_t i = 0; i < std::size(script_facts); ++i)
    if (*facts.build_script.*script_facts[i]) number |= 2ULL << i;
  return number;
}

std::optional<BuildScriptFacts> script_of(std::uint64_t number) {
  if (number == 0) return std::nullopt;
  BuildScriptFacts facts;
  for (std::size_t i = 0; i < std::size(script_facts); ++i) facts.*script_facts[i] = (number & (2ULL << i)) != 0;
  return facts;
}

/// The words of one package behind its key.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  std::string_view word() {
    const auto space = text_.find(' ');
    const auto word = text_.substr(0, space);
    text_.remove_prefix(space == std::string_view::npos ? text_.size() : space + 1);
    return word;
  }
  template <class Number>
  Number number() {
    const auto text = word();
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) is_valid_ = false;
    return number;
  }
  [[nodiscard]] bool at_end() const { return text_.empty(); }
  [[nodiscard]] bool is_valid() const { return is_valid_; }

 private:
  std::string_view text_;
  bool is_valid_ = true;
};

facts::CodeTree read_tree(Words& words) {
  facts::CodeTree tree;
  tree.files = words.number<std::uint32_t>();
  tree.bytes = words.number<std::uint64_t>();
  for (auto left = words.number<std::uint32_t>(); left != 0 && words.is_valid(); --left) {
    facts::CodePart part;
    part.parent = words.number<std::uint32_t>();
    for (const auto& field : facts::code_size_fields()) part.size.*field.size = words.number<std::uint32_t>();
    part.condition = words.word();
    tree.parts.push_back(std::move(part));
  }
  return tree;
}

void write(const facts::TargetCode& code, std::string& text) {
  auto out = std::back_inserter(text);
  fmt::format_to(out, " {} {} {} {} {}", static_cast<int>(code.kind), code.name, code.tree.files, code.tree.bytes,
                 code.tree.parts.size());
  for (const auto& part : code.tree.parts) {
    fmt::format_to(out, " {}", part.parent);
    for (const auto& field : facts::code_size_fields()) fmt::format_to(out, " {}", part.size.*field.size);
    fmt::format_to(out, " {}", part.condition);
  }
}

std::string to_text(const PackageFacts& facts) {
  auto text = fmt::format("{} {} {} {}", facts.native_bytes, facts.native_files, facts.sources_seen ? 1 : 0,
                          script_number(facts));
  for (const auto& code : facts.code) write(code, text);
  return text;
}

std::optional<PackageFacts> parse_facts(std::string_view text) {
  Words words(text);
  PackageFacts facts;
  facts.native_bytes = words.number<std::uint64_t>();
  facts.native_files = words.number<std::uint64_t>();
  facts.sources_seen = words.number<int>() != 0;
  facts.build_script = script_of(words.number<std::uint64_t>());
  while (!words.at_end() && words.is_valid()) {
    facts::TargetCode code;
    code.kind = static_cast<cargo::TargetKind>(words.number<std::uint8_t>());
    code.name = words.word();
    code.tree = read_tree(words);
    facts.code.push_back(std::move(code));
  }
  return words.is_valid() ? std::optional(std::move(facts)) : std::nullopt;
}

bool is_one_word(std::string_view text) {
  return !text.empty() && text.find_first_of(" \n") == std::string_view::npos;
}

}  // namespace

std::optional<FactKey> cache_key(const cargo::PackageId& id, const std::optional<std::string>& checksum,
                                 const std::string& place, const std::string& cargo_home) {
  if (!checksum || !place.starts_with(cargo_home + "/registry/src/")) return std::nullopt;
  return FactKey{id.name, cargo::to_text(id.version), *checksum};
}

std::optional<PackageFacts> KeptFacts::find(const FactKey& key, const std::string& use) const {
  const auto found = packages_.find({key, use});
  return found == packages_.end() ? std::nullopt : parse_facts(found->second);
}

bool KeptFacts::add(FactKey key, std::string use, const PackageFacts& facts) {
  const auto is_odd = [](const facts::TargetCode& code) { return !is_one_word(code.name); };
  if (!is_one_word(key.name) || std::ranges::any_of(facts.code, is_odd)) return false;
  return packages_.insert_or_assign({std::move(key), std::move(use)}, plimsoll::source::to_text(facts)).second;
}

std::string KeptFacts::to_text() const {
  std::string text;
  for (const auto& [key, facts] : packages_)
    fmt::format_to(std::back_inserter(text), "{} {} {} {} {}\n", key.first.name, key.first.version, key.first.checksum,
                   key.second, facts);
  return sealed(heading, text);
}

std::optional<KeptFacts> KeptFacts::parse(std::string_view text) {
  const auto whole = unsealed(heading, text);
  if (!whole) return std::nullopt;
  KeptFacts kept;
  for (auto body = *whole; !body.empty();) {
    const auto end = std::min(body.find('\n'), body.size());
    const auto line = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    Words words(line);
    FactKey key{std::string(words.word()), std::string(words.word()), std::string(words.word())};
    std::string use(words.word());
    const auto begin = key.name.size() + key.version.size() + key.checksum.size() + use.size() + 4;
    if (begin > line.size()) return std::nullopt;
    kept.packages_.emplace_hint(kept.packages_.end(), std::pair(std::move(key), std::move(use)), line.substr(begin));
  }
  return kept;
}

}  // namespace plimsoll::source
