// SPDX-License-Identifier: MIT OR Apache-2.0
// One package, finding or request beside the view. Takes the focus when it opens, gives it back when it closes.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { nearest } from "../data/model";
import { return_focus } from "../keys";
import { use_page } from "../page";
import { CopyButton, PackageLink } from "../parts/text";
import { format, opened, with_params } from "../route";
import { FindingPage } from "./finding_page";
import { PackagePage } from "./package_page";
import { RequestPage } from "./request_page";

function Missing({ what, children }: { what: string; children?: ComponentChildren }) {
  return (
    <>
      <h2 tabIndex={-1}>Not in this report</h2>
      <p>{what}</p>
      {children}
    </>
  );
}

function Content() {
  const { model, route } = use_page();
  const open = opened(route);
  if (open?.kind === "package") {
    const ix = model.by_slug.get(open.name);
    if (ix !== undefined) return <PackagePage key={ix} ix={ix} />;
    const other = nearest(model, open.name);
    return <Missing what={`The address names ${open.name}.`}>{other !== undefined && <p>There is <PackageLink ix={other} />.</p>}</Missing>;
  }
  if (open?.kind === "finding") {
    const finding = model.by_fingerprint.get(open.name);
    if (finding) return <FindingPage key={open.name} finding={finding} />;
    return <Missing what="The finding that the address names is gone, or was never in this report." />;
  }
  const request = model.report.requests.find(({ edit }) => edit === open?.name);
  return request ? <RequestPage key={open?.name} request={request} /> : <Missing what={`The request ${open?.name ?? ""} was not tried.`} />;
}

/** A fragment that shows it anywhere, without this view's filters. */
function short_address(open: string): string {
  const cut = open.indexOf("/");
  return `#/${open.slice(0, cut)}/${encodeURIComponent(open.slice(cut + 1))}`;
}

export function Drawer() {
  const { route, go } = use_page();
  const host = useRef<HTMLElement>(null);
  const open = route.params.open ?? "";
  useEffect(() => {
    const title = host.current?.querySelector<HTMLElement>("h2");
    title?.focus({ preventScroll: true });
    if (host.current) host.current.scrollTop = 0;
  }, [open]);
  const close = () => {
    go(with_params(route, { open: undefined }));
    requestAnimationFrame(return_focus);
  };
  return (
    <aside class="drawer" ref={host} aria-label="Details">
      <div class="drawer-tools">
        <CopyButton text={new URL(short_address(open), location.href).href} label="Copy link" what="link" kind="copy-link" />
        <a class="widen" href={format(with_params(route, { open: undefined }))} onClick={(event) => { event.preventDefault(); close(); }}>
          Close <kbd>Esc</kbd>
        </a>
      </div>
      <Content />
    </aside>
  );
}
