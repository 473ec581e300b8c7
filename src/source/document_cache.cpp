// SPDX-License-Identifier: MIT OR Apache-2.0
#include "document_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "byte_archive.h"
#include "sealed_file.h"
#include "toml_codec.h"

namespace plimsoll::source {
namespace {

constexpr std::uint64_t most_bytes = 256ULL << 20U;  // of 100,000 packages, with room

std::string heading() {
  return fmt::format("plimsoll documents {}\n", toml_codec_version);
}

}  // namespace

DocumentCache::DocumentCache(const outside::FileSystem& files, const support::SourceMap& sources,
                             std::optional<std::string> file)
    : sources_(sources), file_(std::move(file)) {
  if (!file_) return;
  if (auto text = files.read(*file_, most_bytes)) text_ = std::move(*text);
  read_records();
}

/// Records of a path, a text and a tree; none if anything does not fit.
void DocumentCache::read_records() {
  const auto body = unsealed(heading(), text_);
  if (!body) return;
  ByteReader reader(*body, {});
  while (reader.ok() && !reader.at_end()) {
    const auto path = reader.view();
    const auto text = reader.view();
    records_[path] = {text, reader.view()};
  }
  if (!reader.ok()) records_.clear();
}

std::optional<support::toml::Value> DocumentCache::parse(support::FileId file, support::Diagnostics& diagnostics) {
  const auto known = records_.find(sources_.path(file));
  if (known != records_.end() && known->second.text == sources_.text(file))
    if (auto document = decode_document(known->second.tree, file)) {
      parsed_.push_back({file, {}});
      return document;
    }
  auto document = support::toml::parse(file, sources_.text(file), diagnostics);
  if (document && file_) parsed_.push_back({file, encode_document(*document)});
  return document;
}

void DocumentCache::keep(outside::FileSystem& files) const {
  const auto is_known = [](const Parsed& parsed) { return parsed.tree.empty(); };
  if (!file_ || std::ranges::all_of(parsed_, is_known)) return;
  std::string body;
  ByteWriter writer(body, {});
  for (const auto& [file, tree] : parsed_) {
    const auto& path = sources_.path(file);
    writer.text(path);
    writer.text(sources_.text(file));
    writer.text(tree.empty() ? records_.at(path).tree : std::string_view(tree));
  }
  static_cast<void>(files.write(*file_, sealed(heading(), body)));
}

}  // namespace plimsoll::source
