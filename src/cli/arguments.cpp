// SPDX-License-Identifier: MIT OR Apache-2.0
#include "arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

#include "plimsoll/support/edit_distance.h"
#include "plimsoll/support/text.h"

namespace plimsoll::cli {

using support::ErrorKind;
using support::failure;

struct Arguments::App {
  CLI::App app;
  std::string heading = "Options";

  CLI::Option* add(CLI::Option* option, const std::string& placeholder) {
    option->group(heading);
    if (!placeholder.empty()) option->option_text(placeholder);
    return option;
  }

  /// Every spelling of every argument, with its dashes.
  [[nodiscard]] std::vector<std::string> spellings() const {
    std::vector<std::string> all;
    for (const auto* option : app.get_options()) {
      for (const auto& name : option->get_lnames()) all.push_back("--" + name);
      for (const auto& name : option->get_snames()) all.push_back("-" + name);
    }
    return all;
  }

  [[nodiscard]] tl::unexpected<support::Error> unexpected_word(const std::string& word) const {
    const auto shown = support::printable(word);
    if (!word.starts_with('-'))
      return failure(ErrorKind::usage,
                     fmt::format("`{}` was not expected: `{}` takes no such argument", shown, app.get_name()));
    if (word == "--json" && app.get_option_no_throw("--format") != nullptr)
      return failure(ErrorKind::usage,
                     fmt::format("`{}` has no argument `--json`; `--format json` asks for that", app.get_name()));
    const auto near = support::nearest(word.substr(0, word.find('=')), spellings());
    return failure(ErrorKind::usage, fmt::format("`{}` has no argument `{}`{}", app.get_name(), shown,
                                                 near ? fmt::format("; a similar one is `{}`", *near)
                                                      : fmt::format("; `{} --help` lists them", app.get_name())));
  }
};

namespace {

/// The library's messages begin with the argument's name.
std::string reason(const CLI::ParseError& error) {
  const auto message = support::printable(error.what());
  const auto colon = message.find(": ");
  if (colon == std::string::npos) return message;
  const auto name = message.substr(0, colon);
  if (error.get_name() == "ArgumentMismatch") return fmt::format("`{}` needs a value", name);
  return fmt::format("`{}`: {}", name, message.substr(colon + 2));
}

std::optional<int> whole_number(const std::string& text) {
  int number = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stopped == end && !text.empty() ? std::optional(number) : std::nullopt;
}

}  // namespace

Arguments::Arguments(const std::string& command, const std::string& summary) : app_(std::make_unique<App>()) {
  app_->app.name(command);
  app_->app.description(summary);
  app_->app.set_help_flag();
  app_->app.allow_extras();
  app_->app.get_formatter()->column_width(34);
}

Arguments::~Arguments() = default;

void Arguments::group(std::string heading) {
  app_->heading = std::move(heading);
}

void Arguments::flag(const std::string& names, bool& to, const std::string& help) {
  app_->add(app_->app.add_flag(names, to, help), "");
}

void Arguments::count(const std::string& names, int& to, const std::string& help) {
  app_->add(app_->app.add_flag(names, to, help), "");
}

void Arguments::value(const std::string& names, const std::string& placeholder, std::optional<std::string>& to,
                      const std::string& help) {
  const auto keep = [&to](const std::string& text) { to = text; };
  app_->add(app_->app.add_option_function<std::string>(names, keep, help), placeholder)->take_last();
}

void Arguments::number(const std::string& names, const std::string& placeholder, int least, int most,
                       std::optional<int>& to, const std::string& help) {
  const auto check = [least, most](const std::string& text) -> std::string {
    const auto read = whole_number(text);
    if (read && *read >= least && *read <= most) return {};
    return fmt::format("`{}` is no whole number from {} to {}", support::printable(text), least, most);
  };
  const auto keep = [&to](const std::string& text) { to = whole_number(text); };
  app_->add(app_->app.add_option_function<std::string>(names, keep, help), placeholder)->take_last()->check(check);
}

void Arguments::choice(const std::string& names, const std::vector<std::string>& words, std::optional<std::string>& to,
                       const std::string& help) {
  const auto check = [words](const std::string& text) -> std::string {
    if (std::ranges::find(words, text) != words.end()) return {};
    return fmt::format("`{}` is none of {}", support::printable(text), fmt::join(words, ", "));
  };
  const auto keep = [&to](const std::string& text) { to = text; };
  app_->add(app_->app.add_option_function<std::string>(names, keep, help), fmt::format("{}", fmt::join(words, "|")))
      ->take_last()
      ->check(check);
}

void Arguments::values(const std::string& names, const std::string& placeholder, std::vector<std::string>& to,
                       const std::string& help) {
  app_->add(app_->app.add_option(names, to, help), placeholder)->allow_extra_args(!names.starts_with('-'));
}

void Arguments::optional_values(const std::string& names, const std::string& placeholder, std::vector<std::string>& to,
                                const std::string& help) {
  app_->add(app_->app.add_option(names, to, help), placeholder)->expected(0, 1)->take_all()->allow_extra_args(false);
}

bool Arguments::takes(const std::string& name) const {
  return app_->app.get_option_no_throw(name) != nullptr;
}

support::Result<std::optional<std::string>> Arguments::parse(std::span<const std::string> words) {
  for (const auto& word : words)
    if (word == "--help" || word == "-h") return app_->app.help();
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app_->app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    return failure(ErrorKind::usage, fmt::format("`{}`: {}", app_->app.get_name(), reason(error)));
  }
  const auto extra = app_->app.remaining();
  if (!extra.empty()) return app_->unexpected_word(extra.front());
  return std::nullopt;
}

}  // namespace plimsoll::cli
