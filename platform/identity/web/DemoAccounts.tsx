import type { DemoAccount } from './api.ts';
import { useIdentityText, useRoleWord } from './text.ts';

/** The accounts of a demonstration; one press fills the form. */
export function DemoAccounts({ accounts, onChoose }: { accounts: readonly DemoAccount[]; onChoose: (account: DemoAccount) => void }) {
  const say = useIdentityText();
  const role = useRoleWord();
  return (
    <section className="ye-card" aria-labelledby="tai-khoan-thu">
      <h2 id="tai-khoan-thu">{say('demoTitle')}</h2>
      <p className="ye-quiet ye-small">{say('demoText')}</p>
      <ul className="ye-demo">
        {accounts.map((each) => (
          <li key={each.account}>
            <button type="button" onClick={() => onChoose(each)} aria-label={`${say('fill', { name: each.account })}: ${role(each.role)}`}>
              <span className="ye-strong">{role(each.role)}</span> <span className="ye-code">{each.account}</span>
              <span className="ye-quiet ye-small">{each.displayName ? `${each.displayName}. ` : ''}{each.note}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
