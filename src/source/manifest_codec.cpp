// SPDX-License-Identifier: MIT OR Apache-2.0
#include "manifest_codec.h"

#include <cstdint>
#include <cstring>
#include <type_traits>

#include "plimsoll/cargo/paths.h"

namespace plimsoll::source {
namespace {

namespace toml = support::toml;

constexpr int deepest_value = 128;

/// Appends values to bytes.
class Writer {
 public:
  static constexpr bool is_reading = false;
  explicit Writer(std::string& bytes) : bytes_(bytes) {}

  void number(std::uint64_t& value) {
    auto rest = value;
    for (; rest >= 0x80; rest >>= 7U) bytes_ += static_cast<char>((rest & 0x7FU) | 0x80U);
    bytes_ += static_cast<char>(rest);
  }
  void text(std::string& value) {
    std::uint64_t size = value.size();
    number(size);
    bytes_ += value;
  }
  void fail() {}
  [[nodiscard]] bool ok() const { return true; }
  [[nodiscard]] std::uint64_t most_items() const { return UINT64_MAX; }

 private:
  std::string& bytes_;
};

/// Takes values off bytes; once something does not fit, everything further is empty.
class Reader {
 public:
  static constexpr bool is_reading = true;
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  void number(std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) return fail();
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return;
    }
    fail();
  }
  void text(std::string& value) {
    std::uint64_t size = 0;
    number(size);
    if (size > bytes_.size()) return fail();
    value.assign(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
  }
  void fail() {
    ok_ = false;
    bytes_ = {};
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }
  /// An item takes a byte at least, which bounds what hostile counts can ask for.
  [[nodiscard]] std::uint64_t most_items() const { return bytes_.size(); }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

/// One description of the form for both directions: `visit(archive, value)` writes or reads a value.
template <class A>
void visit(A& archive, std::string& value) {
  archive.text(value);
}

template <class A>
void visit(A& archive, std::uint64_t& value) {
  archive.number(value);
}

template <class A, class T>
requires std::is_same_v<T, bool>
void visit(A& archive, T& value) {
  std::uint64_t number = value ? 1 : 0;
  archive.number(number);
  value = number == 1;
}

template <class A, class T>
requires std::is_enum_v<T>
void visit_enum(A& archive, T& value, T last) {
  auto number = static_cast<std::uint64_t>(value);
  archive.number(number);
  if (number > static_cast<std::uint64_t>(last)) return archive.fail();
  value = static_cast<T>(number);
}

template <class A, class T>
void visit(A& archive, std::vector<T>& list);
template <class A, class T>
void visit(A& archive, std::optional<T>& value);

template <class A>
void visit(A& archive, cargo::FeatureValue& value) {
  visit_enum(archive, value.kind, cargo::FeatureValue::Kind::dependency_feature);
  visit(archive, value.dependency);
  visit(archive, value.feature);
  visit(archive, value.weak);
}

template <class A>
void visit(A& archive, cargo::Feature& feature) {
  visit(archive, feature.name);
  visit(archive, feature.values);
}

template <class A>
void visit(A& archive, cargo::Comparator& comparator) {
  visit_enum(archive, comparator.op, cargo::Operator::wildcard);
  visit(archive, comparator.major);
  visit(archive, comparator.minor);
  visit(archive, comparator.patch);
  visit(archive, comparator.pre);
}

template <class A>
void visit(A& archive, cargo::VersionReq& requirement) {
  auto comparators = requirement.comparators();
  visit(archive, comparators);
  if constexpr (A::is_reading) requirement = cargo::VersionReq(std::move(comparators));
}

template <class A>
void visit(A& archive, std::optional<cargo::PlatformSpec>& platform) {
  std::string text = platform ? cargo::to_text(*platform) : std::string();
  archive.text(text);
  if constexpr (A::is_reading) {
    if (text.empty()) return;
    if (auto spec = cargo::parse_platform_spec(text))
      platform = std::move(*spec);
    else
      archive.fail();
  }
}

template <class A>
void visit(A& archive, cargo::DependencyOrigin& origin) {
  visit_enum(archive, origin.kind, cargo::DependencyOrigin::Kind::path);
  visit(archive, origin.location);
  visit_enum(archive, origin.reference.kind, cargo::GitReference::Kind::default_branch);
  visit(archive, origin.reference.value);
}

template <class A>
void visit(A& archive, cargo::Dependency& dependency) {
  visit(archive, dependency.key);
  visit(archive, dependency.package);
  visit(archive, dependency.renamed);
  visit_enum(archive, dependency.kind, cargo::DependencyKind::build);
  visit(archive, dependency.platform);
  visit(archive, dependency.req);
  visit(archive, dependency.has_req);
  visit(archive, dependency.origin);
  visit(archive, dependency.optional);
  visit(archive, dependency.default_features);
  visit(archive, dependency.features);
  if constexpr (A::is_reading) dependency.features_at.resize(dependency.features.size());
}

template <class A>
void visit(A& archive, cargo::CrateTarget& target) {
  visit_enum(archive, target.kind, cargo::TargetKind::custom_build);
  visit(archive, target.name);
  visit(archive, target.src_path);
  visit(archive, target.crate_types);
  visit_enum(archive, target.edition, cargo::Edition::e2024);
  visit(archive, target.required_features);
  for (auto* flag : {&target.doc, &target.doctest, &target.test, &target.bench, &target.harness}) visit(archive, *flag);
}

template <class A>
void visit(A& archive, cargo::Version& version) {
  visit(archive, version.major);
  visit(archive, version.minor);
  visit(archive, version.patch);
  visit(archive, version.pre);
  visit(archive, version.build);
}

template <class A>
void visit(A& archive, toml::Datetime& value) {
  visit(archive, value.text);
}

template <class Number, class A>
void visit_bits(A& archive, Number& value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  archive.number(bits);
  std::memcpy(&value, &bits, sizeof bits);
}

void write_value(Writer& archive, const toml::Value& value, int depth);
toml::Value read_value(Reader& archive, int depth);

enum class ValueKind : std::uint64_t { string, integer, floating, boolean, datetime, array, table };

void write_value(Writer& archive, const toml::Value& value, int depth) {
  const auto put = [&](ValueKind kind) { visit_enum(archive, kind, ValueKind::table); };
  if (const auto* text = value.as_string()) {
    put(ValueKind::string);
    auto copy = *text;
    visit(archive, copy);
  } else if (const auto* integer = value.as_integer()) {
    put(ValueKind::integer);
    auto copy = *integer;
    visit_bits(archive, copy);
  } else if (const auto* number = value.as_float()) {
    put(ValueKind::floating);
    auto copy = *number;
    visit_bits(archive, copy);
  } else if (const auto* flag = value.as_boolean()) {
    put(ValueKind::boolean);
    auto copy = *flag;
    visit(archive, copy);
  } else if (const auto* datetime = value.as_datetime()) {
    put(ValueKind::datetime);
    auto copy = *datetime;
    visit(archive, copy);
  } else if (const auto* array = value.as_array()) {
    put(ValueKind::array);
    std::uint64_t count = array->size();
    archive.number(count);
    for (const auto& item : *array) write_value(archive, item, depth + 1);
  } else {
    put(ValueKind::table);
    std::uint64_t count = value.as_table()->size();
    archive.number(count);
    for (const auto& entry : *value.as_table()) {
      auto key = entry.key;
      visit(archive, key);
      std::uint64_t line = entry.key_at.begin.line;
      std::uint64_t column = entry.key_at.begin.column;
      archive.number(line);
      archive.number(column);
      write_value(archive, entry.value, depth + 1);
    }
  }
}

template <class T>
toml::Value read_plain(Reader& archive) {
  T value{};
  if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, double>)
    visit_bits(archive, value);
  else
    visit(archive, value);
  return {std::move(value), {}};
}

toml::Value read_list(Reader& archive, int depth) {
  toml::Array items;
  std::uint64_t count = 0;
  archive.number(count);
  if (count > archive.most_items()) archive.fail();
  for (std::uint64_t i = 0; archive.ok() && i < count; ++i) items.push_back(read_value(archive, depth + 1));
  return {std::move(items), {}};
}

toml::Value read_table(Reader& archive, int depth) {
  toml::Table entries;
  std::uint64_t count = 0;
  archive.number(count);
  if (count > archive.most_items()) archive.fail();
  for (std::uint64_t i = 0; archive.ok() && i < count; ++i) {
    std::string key;
    visit(archive, key);
    std::uint64_t line = 0;
    std::uint64_t column = 0;
    archive.number(line);
    archive.number(column);
    // Tables are printed in the order written, which the keys' places tell.
    const support::Position begin{static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column)};
    entries.push_back({std::move(key), {{}, begin, begin}, read_value(archive, depth + 1)});
  }
  return {std::move(entries), {}};
}

toml::Value read_value(Reader& archive, int depth) {
  auto kind = ValueKind::string;
  visit_enum(archive, kind, ValueKind::table);
  if (depth > deepest_value) archive.fail();
  if (!archive.ok()) return {false, {}};
  switch (kind) {
    case ValueKind::string:
      return read_plain<std::string>(archive);
    case ValueKind::integer:
      return read_plain<std::int64_t>(archive);
    case ValueKind::floating:
      return read_plain<double>(archive);
    case ValueKind::boolean:
      return read_plain<bool>(archive);
    case ValueKind::datetime:
      return read_plain<toml::Datetime>(archive);
    case ValueKind::array:
      return read_list(archive, depth);
    case ValueKind::table:
      return read_table(archive, depth);
  }
  return {false, {}};
}

template <class A>
void visit(A& archive, std::optional<toml::Value>& value) {
  bool present = value.has_value();
  visit(archive, present);
  if (!present) return;
  if constexpr (A::is_reading)
    value = read_value(archive, 0);
  else
    write_value(archive, *value, 0);
}

template <class A, class T>
void visit(A& archive, std::vector<T>& list) {
  std::uint64_t count = list.size();
  archive.number(count);
  if constexpr (A::is_reading) {
    if (count > archive.most_items()) return archive.fail();
    list.resize(count);
  }
  for (auto& item : list) visit(archive, item);
}

template <class A, class T>
void visit(A& archive, std::optional<T>& value) {
  bool present = value.has_value();
  visit(archive, present);
  if (!present) return;
  if (!value) value.emplace();
  visit(archive, *value);
}

template <class A>
void visit(A& archive, cargo::Package& package) {
  visit(archive, package.name);
  visit(archive, package.version);
  visit_enum(archive, package.edition, cargo::Edition::e2024);
  for (auto* text :
       {&package.rust_version, &package.license, &package.license_file, &package.description, &package.readme,
        &package.repository, &package.homepage, &package.documentation, &package.links, &package.default_run})
    visit(archive, *text);
  for (auto* list : {&package.authors, &package.categories, &package.keywords}) visit(archive, *list);
  visit(archive, package.publish);
  visit(archive, package.metadata);
  visit(archive, package.features);
  visit(archive, package.dependencies);
  visit(archive, package.targets);
}

}  // namespace

std::string encode_manifest(const cargo::Manifest& manifest, std::string_view directory) {
  auto package = *manifest.package;
  for (auto& target : package.targets) target.src_path = cargo::relative_path(directory, target.src_path);
  std::string bytes;
  Writer writer(bytes);
  visit(writer, package);
  return bytes;
}

std::optional<cargo::Manifest> decode_manifest(std::string_view bytes, const std::string& directory) {
  cargo::Package package;
  Reader reader(bytes);
  visit(reader, package);
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  for (auto& target : package.targets) target.src_path = cargo::join_path(directory, target.src_path);
  cargo::Manifest manifest;
  manifest.path = directory + "/Cargo.toml";
  manifest.package = std::move(package);
  return manifest;
}

}  // namespace plimsoll::source
