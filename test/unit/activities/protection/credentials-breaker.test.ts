import { CallPostponed } from '../../../../activities/protection/call-postponed';
import { CredentialsBreaker } from '../../../../activities/protection/credentials-breaker';

describe('the credentials breaker', () => {
  it('lets calls pass until the credentials were refused', () => {
    const breaker = new CredentialsBreaker(() => 0, Math.random);
    expect(() => breaker.check()).not.toThrow();
    expect(breaker.closed).toBe(true);
  });

  it('holds every call back for at least five minutes, each with its own delay', () => {
    let nowMs = 1000;
    const breaker = new CredentialsBreaker(
      () => nowMs,
      () => 0.25,
    );
    breaker.open('APIGW.0301');
    nowMs += 60_000;
    expect(breaker.closed).toBe(false);
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

  it('lets calls pass again after five minutes', () => {
    let nowMs = 0;
    const breaker = new CredentialsBreaker(() => nowMs, Math.random);
    breaker.open('APIGW.0301');
    nowMs = 5 * 60_000;
    expect(() => breaker.check()).not.toThrow();
  });
});
