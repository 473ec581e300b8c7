// SPDX-License-Identifier: MIT OR Apache-2.0
#include "audit_request.h"

#include "plimsoll/cargo/target.h"
#include "words.h"

namespace plimsoll::cli {

void AuditOptions::describe(Arguments& arguments) {
  workspace.describe(arguments);
  describe_selection(arguments);
}

void AuditOptions::describe_selection(Arguments& arguments) {
  packages.describe(arguments);
  features.describe(arguments);
  platforms.describe(arguments);
  profile.describe(arguments);
  timings.describe(arguments);
}

support::Result<void> AuditOptions::complete(const Context& context, audit::Request& request) const {
  request.load.manifest_path = workspace.manifest_path;
  request.load.locked = context.options.locked;
  request.load.threads = context.threads;
  request.load.registry = workspace.registry(context);
  request.offline = context.options.offline;
  request.features = features.flags();
  request.targets = platforms.targets;
  request.host = platforms.host.value_or(std::string(cargo::host_triple()));
  TRY_INTO(request.profile, profile.name());
  TRY_INTO(request.timings, timings.read(context));
  request.version = version();
  return {};
}

support::Result<audit::Outcome> ask_audit(Context& context, const AuditOptions& options, audit::Request& request,
                                          support::Error& in_document) {
  const auto failed = [&](support::Error error) {
    in_document = error;
    return support::failure(std::move(error));
  };
  if (auto ready = options.complete(context, request); !ready) return failed(std::move(ready).error());
  request.packages = options.packages.choice();
  support::SourceMap sources;
  support::Diagnostics diagnostics;
  auto outcome = audit::run(request, context.world, sources, diagnostics);
  context.world.console.progress("");
  tell(context, diagnostics, sources);
  if (!outcome) in_document = with_faults(outcome.error(), diagnostics, sources);
  return outcome;
}

}  // namespace plimsoll::cli
