// SPDX-License-Identifier: MIT OR Apache-2.0
#include "wanted_documents.h"

#include <string_view>

namespace plimsoll::cli {
namespace {

constexpr std::string_view json_file = "json:";

/// The value that the word at `at` gives to a flag, in the same word or the next one.
std::optional<std::string> value_of(std::string_view flag, std::span<const std::string> words, std::size_t at) {
  const auto& word = words[at];
  if (word == flag) return at + 1 < words.size() ? std::optional(words[at + 1]) : std::nullopt;
  const bool is_long = flag.starts_with("--");
  const auto joint = std::string(flag) + (is_long ? "=" : "");
  if (!word.starts_with(joint)) return std::nullopt;
  return word.substr(joint.size());
}

}  // namespace

WantedDocuments wanted_documents(std::span<const std::string> words) {
  WantedDocuments wanted;
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    if (const auto format = value_of("--format", words, i)) wanted.on_output = *format == "json";
    if (auto directory = value_of("-C", words, i)) wanted.directory = std::move(directory);
    const auto output = value_of("--output", words, i);
    if (!output || !output->starts_with(json_file) || output->size() == json_file.size()) continue;
    if (auto file = output->substr(json_file.size()); file != "-") wanted.files.push_back(std::move(file));
  }
  return wanted;
}

}  // namespace plimsoll::cli
