import { serveFunction } from '../support/function-server';

serveFunction((event) => event);
