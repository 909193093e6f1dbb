import { CallPostponed } from '../../../../activities/protection/call-postponed';
import { CredentialsBreaker } from '../../../../activities/protection/credentials-breaker';

const REFUSED = { isTrial: false, renewed: false };
const RENEWED = { isTrial: false, renewed: true };

/** A breaker that was told that others are there, with a clock that the test sets. */
function renewedBreaker() {
  const state = { nowMs: 0 };
  const breaker = new CredentialsBreaker(
    () => state.nowMs,
    () => 0,
  );
  breaker.refused('APIGW.0307', RENEWED);
  return { state, breaker };
}

describe('the credentials breaker', () => {
  it('lets calls pass until the credentials were refused', () => {
    const breaker = new CredentialsBreaker(() => 0, Math.random);
    expect(() => breaker.check()).not.toThrow();
    expect(breaker.reason).toBeUndefined();
  });

  it('holds every call back for at least five minutes, each with its own delay', () => {
    let nowMs = 1000;
    const breaker = new CredentialsBreaker(
      () => nowMs,
      () => 0.25,
    );
    breaker.refused('APIGW.0301', REFUSED);
    nowMs += 60_000;
    expect(breaker.reason).toBe(
      'the credentials were refused (APIGW.0301); no call is sent for another 240 s',
    );
    let postponed: unknown;
    try {
      breaker.check();
    } catch (error) {
      postponed = error;
    }
    expect(postponed).toBeInstanceOf(CallPostponed);
    expect((postponed as CallPostponed).delayMs).toBe(6.25 * 60_000);
    expect((postponed as CallPostponed).message).toContain('APIGW.0301');
  });

  it('lets one call try them again after five minutes, and the others only when that was let in', () => {
    let nowMs = 0;
    const breaker = new CredentialsBreaker(
      () => nowMs,
      () => 0,
    );
    breaker.refused('APIGW.0301', REFUSED);
    nowMs = 5 * 60_000;
    expect(breaker.reason).toBeUndefined();
    expect(breaker.enter()).toBe(true);
    expect(() => breaker.check()).toThrow(expect.objectContaining({ delayMs: 5000 }) as Error);
    breaker.endTrial(true);
    expect([breaker.enter(), breaker.enter()]).toEqual([false, false]);
  });

  it('lets another call try where the trial says nothing, and closes again where they are still refused', () => {
    let nowMs = 0;
    const breaker = new CredentialsBreaker(
      () => nowMs,
      () => 0,
    );
    breaker.refused('APIGW.0301', REFUSED);
    nowMs = 5 * 60_000;
    breaker.enter();
    breaker.endTrial(false);
    expect(breaker.enter()).toBe(true);
    breaker.refused('APIGW.0301', { isTrial: true, renewed: false });
    expect(() => breaker.check()).toThrow(expect.objectContaining({ delayMs: 5 * 60_000 }) as Error);
  });

  describe('where others are there in place of the refused ones', () => {
    it('lets one call try them at once, and the others after it', () => {
      const { breaker } = renewedBreaker();
      expect(breaker.reason).toBeUndefined();
      expect(breaker.enter()).toBe(true);
      expect(() => breaker.check()).toThrow(CallPostponed);
      breaker.endTrial(true);
      expect([breaker.enter(), breaker.enter()]).toEqual([false, false]);
    });

    it('holds every call back where they are refused as well, whatever comes after them', () => {
      const { breaker } = renewedBreaker();
      breaker.enter();
      breaker.refused('APIGW.0301', { isTrial: true, renewed: true });
      expect(breaker.reason).toContain('APIGW.0301');
      breaker.refused('APIGW.0307', RENEWED);
      expect(() => breaker.check()).toThrow(expect.objectContaining({ delayMs: 5 * 60_000 }) as Error);
    });

    it('is not misled by calls that were sent with the old ones', () => {
      const { breaker } = renewedBreaker();
      breaker.enter();
      breaker.refused('APIGW.0307', RENEWED);
      expect(() => breaker.check()).toThrow(CallPostponed);
      breaker.endTrial(true);
      expect(() => breaker.check()).not.toThrow();
    });

    it('lets the next call try where the first one says nothing of them', () => {
      const { breaker } = renewedBreaker();
      breaker.enter();
      breaker.endTrial(false);
      expect(breaker.enter()).toBe(true);
    });

    it('takes them as good when a call has run with them for two seconds', () => {
      const { state, breaker } = renewedBreaker();
      breaker.enter();
      state.nowMs = 2000;
      expect([breaker.enter(), breaker.enter()]).toEqual([false, false]);
      breaker.endTrial(true);
      expect(breaker.reason).toBeUndefined();
    });

    it('lets one call try them when the five minutes after an earlier refusal are over', () => {
      const { state, breaker } = renewedBreaker();
      breaker.enter();
      breaker.refused('APIGW.0301', { isTrial: true, renewed: false });
      state.nowMs = 5 * 60_000;
      breaker.enter();
      breaker.refused('APIGW.0307', { isTrial: true, renewed: true });
      expect(breaker.reason).toBeUndefined();
      expect(breaker.enter()).toBe(true);
    });
  });
});
