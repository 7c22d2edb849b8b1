// An SMTP server on loopback. Other tests run it as a program: the first line it prints is its port, each further line
// one message as JSON (from, to, subject, text, html); it ends when its standard input closes.
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { pathToFileURL } from 'node:url';

/** @typedef {{ port: number, close: () => Promise<void> }} MailServer */

/**
 * @param {(message: import('postal-mime').Email) => void} receive
 * @returns {Promise<MailServer>}
 */
export async function startMailServer(receive) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    onData: async (stream, _session, done) => {
      try {
        const parts = [];
        for await (const part of stream) parts.push(part);
        receive(await PostalMime.parse(Buffer.concat(parts)));
        done();
      } catch (problem) {
        done(problem);
      }
    },
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: server.server.address().port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { port, close } = await startMailServer(({ from, to, subject, text, html }) =>
    console.log(JSON.stringify({ from, to, subject, text, html })),
  );
  console.log(port);
  process.stdin.resume().on('end', close);
}
