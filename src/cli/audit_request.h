// SPDX-License-Identifier: MIT OR Apache-2.0
/// From the options of a command to what an audit is asked.
#pragma once

#include "options.h"
#include "plimsoll/audit/audit.h"
#include "timings_option.h"
#include "workspace.h"

namespace plimsoll::cli {

/// The options that every command which audits takes.
struct AuditOptions {
  WorkspaceOptions workspace = {};
  PackageOptions packages = {};
  FeatureOptions features = {};
  PlatformOptions platforms = {};
  ProfileOptions profile = {};
  TimingsOption timings = {};

  void describe(Arguments&);
  /// All but the workspace.
  void describe_selection(Arguments&);
  /// All but the packages. Error: usage.
  support::Result<void> complete(const Context&, audit::Request&) const;
};

/// For commands that answer one question with a part of an audit, for Cargo's default selection. Completes the request.
/// Error: as the audit's; faults of files are told on standard error and are lines of context in `in_document`.
support::Result<audit::Outcome> ask_audit(Context&, const AuditOptions&, audit::Request&, support::Error& in_document);

}  // namespace plimsoll::cli
