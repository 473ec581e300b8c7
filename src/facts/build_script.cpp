// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/facts/build_script.h"

#include <algorithm>
#include <array>

#include "rust_tokens.h"

namespace plimsoll::facts {
namespace {

using Fact = bool BuildScriptFacts::*;

struct Sign {
  std::string_view text;
  Fact fact;
};

/// Crates whose use says what for, where a path begins with them.
constexpr Sign crates[] = {
    {"attohttpc", &BuildScriptFacts::uses_network},
    {"autocfg", &BuildScriptFacts::probes_compiler},
    {"autotools", &BuildScriptFacts::compiles_native_code},
    {"bindgen", &BuildScriptFacts::generates_code},
    {"cc", &BuildScriptFacts::compiles_native_code},
    {"cmake", &BuildScriptFacts::compiles_native_code},
    {"curl", &BuildScriptFacts::uses_network},
    {"cxx_build", &BuildScriptFacts::compiles_native_code},
    {"duct", &BuildScriptFacts::spawns_programs},
    {"git2", &BuildScriptFacts::uses_network},
    {"minreq", &BuildScriptFacts::uses_network},
    {"nasm_rs", &BuildScriptFacts::compiles_native_code},
    {"pkg_config", &BuildScriptFacts::links_libraries},
    {"prost_build", &BuildScriptFacts::generates_code},
    {"reqwest", &BuildScriptFacts::uses_network},
    {"rustc_version", &BuildScriptFacts::probes_compiler},
    {"system_deps", &BuildScriptFacts::links_libraries},
    {"tonic_build", &BuildScriptFacts::generates_code},
    {"ureq", &BuildScriptFacts::uses_network},
    {"vcpkg", &BuildScriptFacts::links_libraries},
    {"version_check", &BuildScriptFacts::probes_compiler},
    {"xshell", &BuildScriptFacts::spawns_programs},
};

constexpr Sign programs[] = {
    {"cc", &BuildScriptFacts::compiles_native_code},    {"clang", &BuildScriptFacts::compiles_native_code},
    {"cmake", &BuildScriptFacts::compiles_native_code}, {"curl", &BuildScriptFacts::uses_network},
    {"gcc", &BuildScriptFacts::compiles_native_code},   {"make", &BuildScriptFacts::compiles_native_code},
    {"nasm", &BuildScriptFacts::compiles_native_code},  {"pkg-config", &BuildScriptFacts::links_libraries},
    {"rustc", &BuildScriptFacts::probes_compiler},      {"wget", &BuildScriptFacts::uses_network},
};

constexpr std::string_view network_types[] = {"TcpStream", "ToSocketAddrs", "UdpSocket"};

/// Variables that Cargo sets for a build script (Cargo reference, "Environment Variables").
constexpr std::string_view set_by_cargo[] = {
    "DEBUG",         "HOST",         "NUM_JOBS",
    "OPT_LEVEL",     "OUT_DIR",      "PROFILE",
    "RUSTC",         "RUSTC_LINKER", "RUSTC_WORKSPACE_WRAPPER",
    "RUSTC_WRAPPER", "RUSTDOC",      "TARGET",
};

bool is_set_by_cargo(std::string_view variable) {
  return variable.starts_with("CARGO") || variable.starts_with("DEP_") ||
         std::ranges::find(set_by_cargo, variable) != std::end(set_by_cargo);
}

class ScriptReader {
 public:
  explicit ScriptReader(std::string_view source) : tokens_(rust_tokens(source)) {}

  BuildScriptFacts read() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      if (tokens_[at_].kind == TokenKind::word) read_word(tokens_[at_].text);
      if (tokens_[at_].kind == TokenKind::text) read_text(tokens_[at_].text);
    }
    return facts_;
  }

 private:
  [[nodiscard]] bool follows(std::size_t ahead, std::string_view text) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].kind != TokenKind::text &&
           tokens_[at_ + ahead].text == text;
  }
  [[nodiscard]] const Token* text_at(std::size_t ahead) const {
    const auto at = at_ + ahead;
    return at < tokens_.size() && tokens_[at].kind == TokenKind::text ? &tokens_[at] : nullptr;
  }
  [[nodiscard]] bool begins_path() const { return follows(1, ":") && follows(2, ":") && !is_inside_path(); }
  [[nodiscard]] bool is_inside_path() const {
    return at_ >= 2 && tokens_[at_ - 1].text == ":" && tokens_[at_ - 2].text == ":";
  }
  /// `use cc;`, `use cc::Build;`, `extern crate cc;`
  [[nodiscard]] bool is_imported() const {
    return at_ >= 1 && (tokens_[at_ - 1].text == "use" || tokens_[at_ - 1].text == "crate");
  }

  void read_word(std::string_view word) {
    const auto* sign = std::ranges::find(crates, word, &Sign::text);
    if (sign != std::end(crates) && (begins_path() || is_imported())) facts_.*(sign->fact) = true;
    if (std::ranges::find(network_types, word) != std::end(network_types)) facts_.uses_network = true;
    if (word == "Command" && follows(1, ":") && follows(2, ":") && follows(3, "new")) read_command();
    if (word == "var" || word == "var_os") read_variable(follows(1, "(") ? text_at(2) : nullptr);
    if (word == "env" || word == "option_env") read_variable(follows(1, "!") && follows(2, "(") ? text_at(3) : nullptr);
  }

  /// `Command::new("program")`
  void read_command() {
    facts_.spawns_programs = true;
    const auto* program = follows(4, "(") ? text_at(5) : nullptr;
    if (!program) return;
    const auto* sign = std::ranges::find(programs, program->text, &Sign::text);
    if (sign != std::end(programs)) facts_.*(sign->fact) = true;
  }

  void read_variable(const Token* name) {
    if (!name) return;
    if (!is_set_by_cargo(name->text)) facts_.reads_environment = true;
  }

  /// Instructions to Cargo begin with `cargo:` or `cargo::`. Names of variables count wherever they stand, since many
  /// scripts read them by a function of their own.
  void read_text(std::string_view text) {
    const auto says = [&](std::string_view instruction) {
      for (auto at = text.find("cargo:"); at != std::string_view::npos; at = text.find("cargo:", at + 1)) {
        auto rest = text.substr(at + 6);
        if (rest.starts_with(':')) rest.remove_prefix(1);
        if (rest.starts_with(instruction)) return true;
      }
      return false;
    };
    if (text == "OUT_DIR") facts_.generates_code = true;
    if (text == "RUSTC") facts_.probes_compiler = true;
    if (says("rustc-link")) facts_.links_libraries = true;
    if (says("rerun-if-")) facts_.declares_rerun = true;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  BuildScriptFacts facts_;
};

}  // namespace

BuildScriptFacts read_build_script(std::string_view source) {
  return ScriptReader(source).read();
}

}  // namespace plimsoll::facts
