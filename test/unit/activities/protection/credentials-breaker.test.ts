import { CallPostponed } from '../../../../activities/protection/call-postponed';
import { CredentialsBreaker } from '../../../../activities/protection/credentials-breaker';

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
    breaker.open('APIGW.0301');
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
    breaker.open('APIGW.0301');
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
    breaker.open('APIGW.0301');
    nowMs = 5 * 60_000;
    breaker.enter();
    breaker.endTrial(false);
    expect(breaker.enter()).toBe(true);
    breaker.open('APIGW.0301');
    expect(() => breaker.check()).toThrow(expect.objectContaining({ delayMs: 5 * 60_000 }) as Error);
  });
});
