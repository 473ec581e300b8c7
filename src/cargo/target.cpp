// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "embedded/target_table.h"
#include "plimsoll/support/assert.h"
#include "plimsoll/support/edit_distance.h"
#include "plimsoll/support/text.h"

namespace plimsoll::cargo {
namespace {

using support::ErrorKind;
using support::failure;

using Pair = std::pair<std::string, std::string>;
using PairView = std::pair<std::string_view, std::string_view>;

/// What stands behind the first space of the table's line that begins with `word`.
std::string_view rest_of_line(std::string_view word) {
  const auto table = embedded::target_table;
  const auto wanted = fmt::format("\n{} ", word);
  const auto found = table.find(wanted);
  PLIMSOLL_ASSERT(found != std::string_view::npos);
  const auto begin = found + wanted.size();
  return table.substr(begin, table.find('\n', begin) - begin);
}

std::vector<std::string_view> read_names() {
  std::vector<std::string_view> names;
  for (const auto line : support::split(embedded::target_table, '\n')) {
    if (line.empty() || line.front() == '#' || line.front() == '@') continue;
    names.push_back(line.substr(0, line.find(' ')));
  }
  return names;
}

Target read_target(std::string_view triple) {
  std::vector<std::string> options;
  std::vector<Pair> values;
  for (const auto set : support::split(rest_of_line(triple), ' ')) {
    for (const auto item : support::split(rest_of_line(fmt::format("@{}", set)), ' ')) {
      const auto equals = item.find('=');
      if (equals == std::string_view::npos) {
        options.emplace_back(item);
        continue;
      }
      for (const auto value : support::split(item.substr(equals + 1), ','))
        values.emplace_back(item.substr(0, equals), value);
    }
  }
  return Target(std::string(triple), std::move(options), std::move(values));
}

template <class T>
void insert_sorted(std::vector<T>& values, T value) {
  const auto place = std::ranges::lower_bound(values, value);
  if (place == values.end() || *place != value) values.insert(place, std::move(value));
}

/// The `cfg` values of a target while compiler flags are applied.
struct Adjusted {
  std::vector<std::string> options;
  std::vector<Pair> values;

  void set(std::string_view cfg) {
    const auto equals = cfg.find('=');
    const auto key = support::trim(cfg.substr(0, equals));
    if (equals == std::string_view::npos) return insert_sorted(options, std::string(key));
    auto value = support::trim(cfg.substr(equals + 1));
    if (value.size() < 2 || !value.starts_with('"') || !value.ends_with('"')) return;
    insert_sorted(values, Pair(key, value.substr(1, value.size() - 2)));
  }

  void switch_features(std::string_view list) {
    for (const auto written : support::split(list, ',')) {
      if (written.size() < 2) continue;
      auto feature = Pair("target_feature", written.substr(1));
      if (written.front() == '+') insert_sorted(values, std::move(feature));
      if (written.front() == '-') std::erase(values, feature);
    }
  }

  void switch_debug_assertions(std::string_view value) {
    const bool off = value == "off" || value == "no" || value == "n" || value == "false";
    if (off)
      std::erase(options, "debug_assertions");
    else
      insert_sorted(options, std::string("debug_assertions"));
  }

  /// The text of one `-C` flag.
  void apply_codegen(std::string_view flag) {
    const auto equals = std::min(flag.find('='), flag.size());
    const auto value = flag.substr(std::min(equals + 1, flag.size()));
    auto name = std::string(flag.substr(0, equals));
    std::ranges::replace(name, '_', '-');
    if (name == "target-feature") switch_features(value);
    if (name == "debug-assertions") switch_debug_assertions(value);
  }
};

/// How a flag whose value matters here may be spelt; a spelling that is complete has its value in the next argument.
struct Flag {
  std::string_view spelling;
  void (Adjusted::*apply)(std::string_view);
};

constexpr Flag known_flags[] = {
    {"--cfg=", &Adjusted::set},
    {"--cfg", &Adjusted::set},
    {"--codegen=", &Adjusted::apply_codegen},
    {"--codegen", &Adjusted::apply_codegen},
    {"-C", &Adjusted::apply_codegen},
};

const Flag* known_flag(std::string_view argument) {
  const auto* found = std::ranges::find_if(known_flags, [&](const Flag& flag) {
    const bool joins = flag.spelling.ends_with('=') || flag.spelling == "-C";
    return joins ? argument.starts_with(flag.spelling) : argument == flag.spelling;
  });
  return found == std::ranges::end(known_flags) ? nullptr : found;
}

}  // namespace

Target::Target(std::string triple, std::vector<std::string> options, std::vector<Pair> values)
    : triple_(std::move(triple)), options_(std::move(options)), values_(std::move(values)) {
  std::ranges::sort(options_);
  std::ranges::sort(values_);
}

bool Target::has_option(std::string_view name) const {
  return std::ranges::binary_search(options_, name, {}, [](const auto& option) { return std::string_view(option); });
}

bool Target::has_value(std::string_view key, std::string_view value) const {
  return std::ranges::binary_search(values_, PairView(key, value), {},
                                    [](const Pair& pair) { return PairView(pair.first, pair.second); });
}

std::string Target::description() const {
  auto text = triple_;
  for (const auto& option : options_) text += " " + option;
  for (const auto& [key, value] : values_) text += " " + key + "=\"" + value + "\"";
  return text;
}

std::vector<std::string_view> Target::values(std::string_view key) const {
  std::vector<std::string_view> found;
  for (const auto& [name, value] : values_)
    if (name == key) found.emplace_back(value);
  return found;
}

Target Target::with_rustflags(std::span<const std::string> flags) const {
  Adjusted adjusted{options_, values_};
  for (std::size_t i = 0; i < flags.size(); ++i) {
    const auto* flag = known_flag(flags[i]);
    if (flag == nullptr) continue;
    const auto joined = std::string_view(flags[i]).substr(flag->spelling.size());
    if (!joined.empty() || flag->spelling.ends_with('='))
      std::invoke(flag->apply, adjusted, joined);
    else if (i + 1 < flags.size())
      std::invoke(flag->apply, adjusted, std::string_view(flags[++i]));
  }
  return Target(triple_, std::move(adjusted.options), std::move(adjusted.values));
}

support::Result<Target> find_target(std::string_view triple) {
  const auto known = known_targets();
  if (std::ranges::binary_search(known, triple)) return read_target(triple);
  const std::vector<std::string> candidates(known.begin(), known.end());
  const auto near = support::nearest(triple, candidates);
  return failure(ErrorKind::not_found,
                 fmt::format("`{}` is not a target that rustc knows{}", support::printable(triple),
                             near ? fmt::format("; the nearest name is `{}`", *near) : ""));
}

std::span<const std::string_view> known_targets() {
  static const auto names = read_names();
  return names;
}

}  // namespace plimsoll::cargo
