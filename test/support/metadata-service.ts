import { randomUUID } from 'node:crypto';
import { verifyRequest } from '../../emulator/auth/verify-request';
import { type ReceivedRequest, type ScriptedServer, startScriptedServer } from './scripted-server';

const MAX_SESSION_SECONDS = 6 * 60 * 60;
const MINUTE_MS = 60_000;

interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken: string;
}

export interface MetadataServiceOptions {
  /** Version 2: keys only for a session. Default: both ways, as a server that was not hardened. */
  readonly sessionRequired?: boolean;
}

/**
 * The metadata service of a cloud server with an agency, after its documentation
 * (https://support.huaweicloud.com/intl/en-us/usermanual-ecs/ecs_03_0166.html): `PUT /meta-data/latest/api/token` opens a
 * session for the seconds in `X-Metadata-Token-Ttl-Seconds`, `GET /openstack/latest/securitykey` with it in
 * `X-Metadata-Token` gives keys for an hour. New ones are there ten minutes before; both are good till their end.
 */
export class MetadataService {
  /** How many key pairs were given out so far. */
  issued = 0;
  /** Seconds that sessions were asked for. */
  readonly sessionSeconds: number[] = [];
  private readonly sessions = new Map<string, number>();
  private keys: { readonly keys: Keys; readonly renewAt: number; readonly endsAt: number }[] = [];

  private constructor(private readonly options: MetadataServiceOptions) {}

  static async start(options: MetadataServiceOptions = {}): Promise<MetadataService & ScriptedServer> {
    const service = new MetadataService(options);
    const server = await startScriptedServer((request, response) => {
      const { status, body } = service.answer(request);
      response.writeHead(status, { date: new Date().toUTCString() }).end(body);
    });
    return Object.assign(service, server);
  }

  /** Whether a gateway would take a request: signed with keys of this service that have not ended, and their token. */
  accepts({ method, url, headers, body }: ReceivedRequest): boolean {
    const now = Date.now();
    const good = this.keys.filter(({ endsAt }) => now < endsAt).map(({ keys }) => keys);
    return verifyRequest({ method, url, headers, body }, good, new Date(now)).ok;
  }

  /** The keys that there are end now, as when the agency's permissions change. */
  revoke(): void {
    this.keys = [];
  }

  private answer({ method, url, headers }: ReceivedRequest): { status: number; body: string } {
    if (url === '/meta-data/latest/api/token') {
      const seconds = Number(headers['x-metadata-token-ttl-seconds']);
      if (method !== 'PUT') return { status: 405, body: '' };
      if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_SESSION_SECONDS)
        return { status: 400, body: '' };
      this.sessionSeconds.push(seconds);
      const session = randomUUID();
      this.sessions.set(session, Date.now() + seconds * 1000);
      return { status: 200, body: session };
    }
    if (url !== '/openstack/latest/securitykey' || method !== 'GET') return { status: 404, body: '' };
    const session = headers['x-metadata-token'];
    const known = typeof session === 'string' && (this.sessions.get(session) ?? 0) > Date.now();
    if (!known && (this.options.sessionRequired === true || session !== undefined))
      return { status: 401, body: '' };
    return { status: 200, body: JSON.stringify({ credential: this.credential() }) };
  }

  private credential(): object {
    const now = Date.now();
    let latest = this.keys.at(-1);
    if (latest === undefined || now >= latest.renewAt) {
      this.issued += 1;
      const keys = {
        accessKey: `AK${this.issued}`,
        secretKey: randomUUID(),
        securityToken: `STS-${this.issued}`,
      };
      latest = { keys, renewAt: now + 50 * MINUTE_MS, endsAt: now + 60 * MINUTE_MS };
      this.keys.push(latest);
    }
    const { accessKey: access, secretKey: secret, securityToken: securitytoken } = latest.keys;
    return { access, secret, securitytoken, expires_at: new Date(latest.endsAt).toISOString() };
  }
}
