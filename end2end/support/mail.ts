// The mail people receive: a real SMTP server on loopback that keeps everything.
import type { Email } from 'postal-mime';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MailServer, startMailServer } from './mail-server.mjs';

export class Mailbox {
  readonly messages: Email[] = [];

  private constructor(private server?: MailServer) {}

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    mailbox.server = await startMailServer((message) => mailbox.messages.push(message));
    return mailbox;
  }

  get port(): number {
    return this.server!.port;
  }

  /** The newest message to someone, as soon as there is one. */
  async newestTo(address: string, about = ''): Promise<Email> {
    for (const deadline = Date.now() + 15_000; Date.now() < deadline; await sleep(50)) {
      const found = this.messages.findLast(
        ({ to, subject }) => to?.some((one) => one.address === address) && subject?.includes(about),
      );
      if (found) return found;
    }
    const arrived = this.messages.map(({ to, subject }) => `${to?.map((one) => one.address)}: ${subject}`);
    throw new Error(`no message to ${address} about “${about}”; arrived: ${arrived.join(' · ') || 'nothing'}`);
  }

  /** The newest link of a kind, such as `/xac-nhan/`, that was mailed to someone. */
  async linkTo(address: string, kind: string, about = ''): Promise<string> {
    for (const deadline = Date.now() + 15_000; Date.now() < deadline; await sleep(50)) {
      const found = this.linksTo(address, kind, about).at(-1);
      if (found) return found;
    }
    throw new Error(`no ${kind} for ${address}; the newest letter:\n${(await this.newestTo(address, about)).text}`);
  }

  /** Every link of a kind that was mailed to someone, in the order of the letters, each once. */
  linksTo(address: string, kind: string, about = ''): string[] {
    const letters = this.messages.filter(
      ({ to, subject }) => to?.some((one) => one.address === address) && subject?.includes(about),
    );
    const links = letters.flatMap(({ text }) => text?.match(/https?:\/\/\S+/g) ?? []);
    return [...new Set(links.filter((link) => link.includes(kind)))];
  }

  async close(): Promise<void> {
    await this.server?.close();
  }
}
