import { temporalProfile } from '../../../worker/run/temporal-profile';

const addressOf = (given: string) =>
  temporalProfile(undefined, { TEMPORAL_ADDRESS: given, TEMPORAL_CONFIG_FILE: '' }).address;

test.each([
  ['localhost:7233'],
  ['temporal'],
  ['10.0.0.1:7233'],
  ['[::1]:7233'],
  ['ns.acct.tmprl.cloud:7233'],
])('the address %s is taken as it is', (address) => {
  expect(addressOf(address)).toBe(address);
});

test.each([['http://localhost:7233'], ['localhost:7233/'], ['localhost:port'], ['::1'], ['two words']])(
  'the address %s is refused, and the message shows one that would do',
  (address) => {
    expect(() => addressOf(address)).toThrow(
      `the address ${address} is none: give HOST:PORT, such as localhost:7233`,
    );
  },
);
