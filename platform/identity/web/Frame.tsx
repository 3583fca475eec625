import type { ReactNode } from 'react';
import { useIdentityText } from './text.ts';
import './sign-in.css';

/** The pages before sign-in: name of the product, one card. */
export function Frame({ children, below }: { children: ReactNode; below?: ReactNode }) {
  const say = useIdentityText();
  return (
    <main id="noi-dung" className="ye-sign-in">
      <div className="ye-sign-in-name"><strong>yteso</strong><span>{say('lead')}</span></div>
      <div className="ye-card">{children}</div>
      {below}
    </main>
  );
}
