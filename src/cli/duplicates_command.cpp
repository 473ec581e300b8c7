// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "answer.h"
#include "audit_request.h"
#include "command.h"
#include "plimsoll/report/questions.h"
#include "plimsoll/support/edit_distance.h"
#include "plimsoll/support/text.h"
#include "words.h"

namespace plimsoll::cli {
namespace {

using support::ErrorKind;
using support::Result;

/// Error: usage, for a name that no package has.
Result<void> check_name(const report::Report& report, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& package : report.packages) names.push_back(package.name);
  if (std::ranges::find(names, name) != names.end()) return {};
  return support::failure(ErrorKind::usage, fmt::format("no package is called `{}`{}", support::printable(name),
                                                        support::similar_name(name, names)));
}

class DuplicatesCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    arguments.value("name", "NAME", name_,
                    "The package to tell of; all that are built in several versions without one");
    options_.describe(arguments);
    arguments.group("Output");
    arguments.choice("--format", {"human", "json"}, format_, "What standard output gets");
    arguments.flag("--all", all_, "Everything, in place of one screen");
  }

  [[nodiscard]] std::optional<std::string> failure_document(const support::Error& error) const override {
    return report::render_duplicates_failure({"plimsoll", version()}, error);
  }

  ExitCode run(Context& context) override {
    const bool as_document = format_ == "json";
    const FailedAnswer failed{context, as_document, [this](const auto& error) { return *failure_document(error); }};
    audit::Request request;
    request.focus = {false, {"duplicate-versions", "twin-builds"}, true, !name_};
    support::Error in_document{};
    const auto outcome = ask_audit(context, options_, request, in_document);
    if (!outcome) return failed.tell(outcome.error(), in_document);
    const auto& report = outcome->report;
    if (const auto known = name_ ? check_name(report, *name_) : Result<void>{}; !known)
      return failed.tell(known.error());
    context.output.write(as_document ? report::render_duplicates_json(report, name_)
                                     : report::render_duplicates_human(report, name_, screen_options(context, all_)));
    return std::ranges::any_of(report.gaps, &report::Gap::decisive) ? ExitCode::inconclusive : ExitCode::success;
  }

 private:
  std::optional<std::string> name_;
  AuditOptions options_;
  std::optional<std::string> format_;
  bool all_ = false;
};

}  // namespace

std::unique_ptr<Command> make_duplicates_command();
std::unique_ptr<Command> make_duplicates_command() {
  return std::make_unique<DuplicatesCommand>();
}

}  // namespace plimsoll::cli
