// SPDX-License-Identifier: MIT OR Apache-2.0
/// Goes through the tokens of one file, or of what a rule of a macro writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "code_scanner.h"
#include "code_tokens.h"
#include "plimsoll/facts/code_tree.h"
#include "token_view.h"

namespace plimsoll::facts {

/// Either what brackets enclose or what an attribute applies to.
struct Frame {
  bool is_bracket = true;
  std::uint32_t outer_part = 0;
  // Of brackets:
  bool outer_body = false;
  bool outer_generic = false;
  bool outer_handed = false;
  bool is_module = false;  ///< an inline one
  bool is_chain = false;   ///< of `cfg_if!`
  // Of what an attribute applies to:
  bool ends_at_comma = false;
  bool ends_at_brace = false;
};

class Scanner : TokenView {
 public:
  Scanner(TokenView tokens, std::uint32_t part, PartTable& parts, MacroTable& macros, const ReadModule& read_module)
      : TokenView(tokens),
        steps_left_(4 * tokens_.size()),
        part_(part),
        parts_(parts),
        macros_(macros),
        read_module_(read_module) {}
  std::vector<NamedFile> run();
  /// What a rule writes, into the two parts of a flat table: what it writes once, and what it repeats.
  void run_as_rule();

 private:
  /// What was counted so far is of the part before.
  void enter(std::uint32_t part);
  void enter(const std::string& condition) { enter(parts_.child(part_, condition)); }
  void leave(std::uint32_t outer_part);
  void count(char c);
  /// `name(`, `name::<T>(`
  [[nodiscard]] bool is_call() const;
  /// The first `|` of `|a, b|`
  [[nodiscard]] bool is_closure() const;
  void step();

  // --- attributes
  void read_attribute();
  void read_meta(std::size_t begin, std::size_t end, bool is_inner);
  /// `name = "text"`
  [[nodiscard]] bool is_text_value(std::size_t at) const;
  /// `cfg_attr(CONDITION, ATTRIBUTE, …)`
  void read_conditional_meta(std::size_t begin, std::size_t end);
  /// The comma behind one of several.
  [[nodiscard]] std::size_t end_of_meta(std::size_t at, std::size_t end) const;
  /// The traits whose code a proc macro writes.
  [[nodiscard]] std::uint32_t derives(std::size_t begin, std::size_t end) const;

  // --- what attributes apply to
  /// In `cfg_if!`, conditions stand before the block that they are for.
  [[nodiscard]] bool is_chain_branch() const;
  void begin_conditional();
  [[nodiscard]] bool is_statement() const;
  /// Behind `pub` and `pub(…)`.
  [[nodiscard]] std::size_t after_visibility() const;
  [[nodiscard]] bool is_field() const;
  void end_conditional();
  [[nodiscard]] bool is_in_conditional() const { return !frames_.empty() && !frames_.back().is_bracket; }

  // --- brackets
  void end_statement(char c);
  void open(char c);
  [[nodiscard]] Frame bracket() const;
  void begin_block();
  /// A branch of `cfg_if!` is on where its condition holds and none before it.
  void begin_branch(std::vector<std::string>& branches);
  void close(char c);
  void leave_module();

  // --- words
  void read_word(Word word);
  /// `generics` is where `<` would stand; nothing of a trait is generic for its parameters alone.
  void begin_signature(bool is_function, std::size_t generics);
  /// As an item; in a type it makes the function around it generic.
  void read_impl();
  void read_module();
  void add_files(const std::string& name);
  void add_file(std::uint32_t part, const std::string& name, const std::string& path);

  // --- macros
  /// `macro_rules! name { (PATTERN) => { … }; … }`
  void read_rules();
  void learn(const std::string& name, std::size_t open, std::size_t end);
  void follow_modules(MacroRules& rules);
  static CodeSize share(CodeSize size, std::uint32_t count);
  /// What separators part, behind the opening bracket. Calls inside calls would be gone through again and again, so the
  /// steps for one file are limited.
  [[nodiscard]] std::uint32_t things_handed();
  /// Counts what a call stands for; what it repeats, once for each thing that it is handed.
  void write_out(const MacroRules& rules);
  void read_macro();

  static constexpr std::uint32_t repeated_part = 1;  ///< of the flat table of a rule

  std::size_t steps_left_;
  std::size_t at_ = 0;
  std::uint32_t part_;
  PartTable& parts_;
  MacroTable& macros_;
  const ReadModule& read_module_;
  bool has_macro_use_ = false;
  std::vector<NamedFile> files_;
  CodeSize counted_;  ///< of the part that the scanner is in, since it came there
  std::vector<Frame> frames_;
  std::vector<std::vector<std::string>> chains_;                 ///< for each `cfg_if!` around, its conditions so far
  std::string modules_;                                          ///< inline ones around, each with a `/`
  std::vector<std::string> conditions_;                          ///< of attributes, for what comes next
  std::vector<std::pair<std::string, std::string>> paths_;       ///< likewise: condition and path
  std::vector<std::pair<std::string, std::string>> item_paths_;  ///< of the item that has begun
  bool is_pending_ = false;                                      ///< attributes stand before what comes next
  bool is_rule_ = false;
  bool is_body_ = false;
  bool is_generic_ = false;
  bool is_handed_ = false;
  bool is_signature_ = false;
  bool signature_is_function_ = false;
  bool signature_is_generic_ = false;
};

inline bool is_opening(char c) {
  return c == '(' || c == '[' || c == '{';
}

}  // namespace plimsoll::facts
