// SPDX-License-Identifier: MIT OR Apache-2.0
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** Over the page for as long as it is there; Esc and a click beside it close it. */
export function Dialog({ kind, label, on_close, children }: { kind: string; label: string; on_close: () => void; children: ComponentChildren }) {
  const host = useRef<HTMLDialogElement>(null);
  // At once, so that what is typed next goes into it.
  useLayoutEffect(() => host.current?.showModal(), []);
  return (
    <dialog ref={host} class={kind} aria-label={label} onClose={on_close} onClick={(event) => event.target === host.current && on_close()}>
      {children}
    </dialog>
  );
}
