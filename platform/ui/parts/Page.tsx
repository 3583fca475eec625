import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useUiText } from '../text.ts';

interface PageProps {
  readonly title: string;
  /** Where the page hangs: links from the area down. */
  readonly path?: readonly ReactNode[];
  /** The person header says whose page it is: the h1 is for screen readers alone, and names stay out of the browser's history. */
  readonly titleUnseen?: boolean;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

let first = true;

/** A screen: its title in the window and as the one h1, which takes the focus when one comes from another screen. */
export function Page({ title, path, titleUnseen = false, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const say = useUiText();
  useEffect(() => { document.title = `${title} – yteso`; }, [title]);
  useEffect(() => {
    if (!first) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  return (
    <>
      <div className="ye-head">
        <div>
          {path && path.length > 0 ? <nav className="ye-path" aria-label={say('path')}><ol>{path.map((step, index) => <li key={index}>{step}</li>)}</ol></nav> : null}
          <h1 ref={heading} tabIndex={-1} className={titleUnseen ? 'ye-unseen' : undefined}>{title}</h1>
        </div>
        {actions ? <div className="ye-row">{actions}</div> : null}
      </div>
      {children}
    </>
  );
}
