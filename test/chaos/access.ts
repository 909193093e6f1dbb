export const PROJECT = '0123456789abcdef0123456789abcdef';
export const ACCESS = {
  region: 'cn-north-4',
  projectId: PROJECT,
  auth: { accessKey: 'CHAOSACCESSKEY', secretKey: 'chaos-secret-key' },
} as const;
