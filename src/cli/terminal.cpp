// SPDX-License-Identifier: MIT OR Apache-2.0
#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace plimsoll::cli {
namespace {

bool is_set(const outside::Environment& environment, const char* name) {
  const auto value = environment.get(name);
  return value && !value->empty() && *value != "0";
}

bool wants_color(const Context& context) {
  const auto& environment = context.world.environment;
  if (context.options.color == "always") return true;
  if (context.options.color == "never") return false;
  if (is_set(environment, "NO_COLOR")) return false;
  if (is_set(environment, "CLICOLOR_FORCE")) return true;
  if (environment.get("CLICOLOR") == "0" || environment.get("TERM") == "dumb") return false;
  return ::isatty(STDOUT_FILENO) == 1;
}

bool is_utf8(const outside::Environment& environment) {
  for (const auto* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const auto value = environment.get(name);
    if (!value || value->empty()) continue;
    return value->find("UTF-8") != std::string::npos || value->find("utf8") != std::string::npos;
  }
  return true;
}

int width(const outside::Environment& environment) {
  constexpr int fallback = 100;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const auto columns = environment.get("COLUMNS");
  const int number = columns ? std::atoi(columns->c_str()) : 0;
  if (number > 0) return number;
  return ::isatty(STDOUT_FILENO) == 1 ? fallback : 0;
}

}  // namespace

Terminal terminal_of(const Context& context) {
  return {wants_color(context), !is_utf8(context.world.environment), width(context.world.environment)};
}

}  // namespace plimsoll::cli
