import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { FAULTS, Fault } from '#platform/fault';

export interface Rates {
  /** Requests a minute of one account or program. */
  readonly account: number;
  /** Requests a minute from one network address, whoever calls. */
  readonly address: number;
}

export interface RateGate {
  /** @throws Fault server.too-many */
  account(id: string): Promise<void>;
  /** @throws Fault server.too-many */
  address(ip: string): Promise<void>;
}

/** This machine: a proxy in front that does not say for whom it calls would be one address for everybody. */
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/u;

/** Counted in memory: each process lets through so many; a flood is met where it arrives. */
export function rateGate(rates: Rates): RateGate {
  const byAccount = new RateLimiterMemory({ points: rates.account, duration: 60 });
  const byAddress = new RateLimiterMemory({ points: rates.address, duration: 60 });
  const take = async (limiter: RateLimiterMemory, key: string): Promise<void> => {
    try {
      await limiter.consume(key);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw new Fault(FAULTS.tooMany, { seconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
      throw error;
    }
  };
  return { account: (id) => take(byAccount, id), address: async (ip) => { if (!LOOPBACK.test(ip)) await take(byAddress, ip); } };
}
