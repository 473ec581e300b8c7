// SPDX-License-Identifier: MIT OR Apache-2.0
#include "manifest_codec.h"

#include <concepts>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "byte_archive.h"

namespace plimsoll::source {
namespace {

namespace toml = support::toml;

constexpr int deepest_value = 128;

/// A value that is read into, or the same one, constant, that is written.
template <class T, class Value>
concept Is = std::same_as<std::remove_const_t<T>, Value>;

/// One description of the form for both directions: `visit(archive, value)` writes or reads a value.
template <class A, Is<std::string> T>
void visit(A& archive, T& value) {
  archive.text(value);
}

template <class A, Is<std::uint64_t> T>
void visit(A& archive, T& value) {
  archive.number(value);
}

template <class A, Is<bool> T>
void visit(A& archive, T& value) {
  std::uint64_t number = value ? 1 : 0;
  archive.number(number);
  if constexpr (A::is_reading) value = number == 1;
}

template <class A, class T>
requires std::is_enum_v<T>
void visit_enum(A& archive, T& value, std::remove_const_t<T> last) {
  auto number = static_cast<std::uint64_t>(value);
  archive.number(number);
  if constexpr (A::is_reading) {
    if (number > static_cast<std::uint64_t>(last)) return archive.fail();
    value = static_cast<T>(number);
  }
}

template <class T>
constexpr bool is_list = false;
template <class T>
constexpr bool is_list<std::vector<T>> = true;
template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;
/// These two have a form of their own.
template <>
constexpr bool is_optional<std::optional<cargo::PlatformSpec>> = false;
template <>
constexpr bool is_optional<std::optional<toml::Value>> = false;

template <class A, class T>
requires is_list<std::remove_const_t<T>>
void visit(A& archive, T& list);
template <class A, class T>
requires is_optional<std::remove_const_t<T>>
void visit(A& archive, T& value);

template <class A, Is<cargo::FeatureValue> T>
void visit(A& archive, T& value) {
  visit_enum(archive, value.kind, cargo::FeatureValue::Kind::dependency_feature);
  visit(archive, value.dependency);
  visit(archive, value.feature);
  visit(archive, value.weak);
}

template <class A, Is<cargo::Feature> T>
void visit(A& archive, T& feature) {
  visit(archive, feature.name);
  visit(archive, feature.values);
}

template <class A, Is<cargo::Comparator> T>
void visit(A& archive, T& comparator) {
  visit_enum(archive, comparator.op, cargo::Operator::wildcard);
  visit(archive, comparator.major);
  visit(archive, comparator.minor);
  visit(archive, comparator.patch);
  visit(archive, comparator.pre);
}

template <class A, Is<cargo::VersionReq> T>
void visit(A& archive, T& requirement) {
  if constexpr (A::is_reading) {
    std::vector<cargo::Comparator> comparators;
    visit(archive, comparators);
    requirement = cargo::VersionReq(std::move(comparators));
  } else {
    visit(archive, requirement.comparators());
  }
}

template <class A, Is<std::optional<cargo::PlatformSpec>> T>
void visit(A& archive, T& platform) {
  if constexpr (A::is_reading) {
    const auto text = archive.view();
    if (text.empty()) return;
    if (auto spec = cargo::parse_platform_spec(text))
      platform = std::move(*spec);
    else
      archive.fail();
  } else {
    archive.text(platform ? cargo::to_text(*platform) : std::string());
  }
}

template <class A, Is<cargo::DependencyOrigin> T>
void visit(A& archive, T& origin) {
  visit_enum(archive, origin.kind, cargo::DependencyOrigin::Kind::path);
  visit(archive, origin.location);
  visit_enum(archive, origin.reference.kind, cargo::GitReference::Kind::default_branch);
  visit(archive, origin.reference.value);
}

template <class A, Is<cargo::Dependency> T>
void visit(A& archive, T& dependency) {
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

template <class A, Is<cargo::CrateTarget> T>
void visit(A& archive, T& target) {
  visit_enum(archive, target.kind, cargo::TargetKind::custom_build);
  visit(archive, target.name);
  archive.path(target.src_path);
  visit(archive, target.crate_types);
  visit_enum(archive, target.edition, cargo::Edition::e2024);
  visit(archive, target.required_features);
  for (auto* flag :
       {&target.names_required_features, &target.doc, &target.doctest, &target.test, &target.bench, &target.harness})
    visit(archive, *flag);
}

template <class A, Is<cargo::Version> T>
void visit(A& archive, T& version) {
  visit(archive, version.major);
  visit(archive, version.minor);
  visit(archive, version.patch);
  visit(archive, version.pre);
  visit(archive, version.build);
}

template <class A, Is<toml::Datetime> T>
void visit(A& archive, T& value) {
  visit(archive, value.text);
}

template <class Number>
std::uint64_t bits_of(Number value) {
  std::uint64_t bits = 0;
  static_assert(sizeof bits == sizeof value);
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

template <class Number>
void read_bits(ByteReader& archive, Number& value) {
  std::uint64_t bits = 0;
  archive.number(bits);
  std::memcpy(&value, &bits, sizeof bits);
}

toml::Value read_value(ByteReader& archive, int depth);

enum class ValueKind : std::uint64_t { string, integer, floating, boolean, datetime, array, table };

void write_table(ByteWriter& archive, const toml::Table& table);

void write_value(ByteWriter& archive, const toml::Value& value) {
  const auto put = [&](ValueKind kind) { archive.number(static_cast<std::uint64_t>(kind)); };
  if (const auto* text = value.as_string()) {
    put(ValueKind::string);
    archive.text(*text);
  } else if (const auto* integer = value.as_integer()) {
    put(ValueKind::integer);
    archive.number(bits_of(*integer));
  } else if (const auto* number = value.as_float()) {
    put(ValueKind::floating);
    archive.number(bits_of(*number));
  } else if (const auto* flag = value.as_boolean()) {
    put(ValueKind::boolean);
    visit(archive, *flag);
  } else if (const auto* datetime = value.as_datetime()) {
    put(ValueKind::datetime);
    visit(archive, *datetime);
  } else if (const auto* array = value.as_array()) {
    put(ValueKind::array);
    archive.number(array->size());
    for (const auto& item : *array) write_value(archive, item);
  } else {
    put(ValueKind::table);
    write_table(archive, *value.as_table());
  }
}

void write_table(ByteWriter& archive, const toml::Table& table) {
  archive.number(table.size());
  for (const auto& entry : table) {
    archive.text(entry.key);
    archive.number(entry.key_at.begin.line);
    archive.number(entry.key_at.begin.column);
    write_value(archive, entry.value);
  }
}

template <class T>
toml::Value read_plain(ByteReader& archive) {
  T value{};
  if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, double>)
    read_bits(archive, value);
  else
    visit(archive, value);
  return {std::move(value), {}};
}

toml::Value read_list(ByteReader& archive, int depth) {
  toml::Array items;
  std::uint64_t count = 0;
  archive.number(count);
  if (count > archive.most_items()) archive.fail();
  for (std::uint64_t i = 0; archive.ok() && i < count; ++i) items.push_back(read_value(archive, depth + 1));
  return {std::move(items), {}};
}

toml::Value read_table(ByteReader& archive, int depth) {
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

toml::Value read_value(ByteReader& archive, int depth) {
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

template <class A, Is<std::optional<toml::Value>> T>
void visit(A& archive, T& value) {
  bool present = value.has_value();
  visit(archive, present);
  if (!present) return;
  if constexpr (A::is_reading)
    value = read_value(archive, 0);
  else
    write_value(archive, *value);
}

template <class A, class T>
requires is_list<std::remove_const_t<T>>
void visit(A& archive, T& list) {
  std::uint64_t count = list.size();
  archive.number(count);
  if constexpr (A::is_reading) {
    if (count > archive.most_items()) return archive.fail();
    list.resize(count);
  }
  for (auto& item : list) visit(archive, item);
}

template <class A, class T>
requires is_optional<std::remove_const_t<T>>
void visit(A& archive, T& value) {
  bool present = value.has_value();
  visit(archive, present);
  if (!present) return;
  if constexpr (A::is_reading) value.emplace();
  visit(archive, *value);
}

template <class A, Is<cargo::Package> T>
void visit(A& archive, T& package) {
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
  visit(archive, package.hints);
  visit(archive, package.features);
  visit(archive, package.dependencies);
  visit(archive, package.targets);
}

}  // namespace

std::string encode_manifest(const cargo::Manifest& manifest) {
  std::string bytes;
  ByteWriter writer(bytes, manifest.directory());
  visit(writer, *manifest.package);
  return bytes;
}

std::optional<cargo::Manifest> decode_manifest(std::string_view bytes, const std::string& directory) {
  std::optional<cargo::Manifest> manifest(std::in_place);
  ByteReader reader(bytes, directory);
  visit(reader, manifest->package.emplace());
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  manifest->path = directory + "/Cargo.toml";
  return manifest;
}

}  // namespace plimsoll::source
