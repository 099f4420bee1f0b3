/**
 * Requests over open connections, one after the other on each. Its own few lines, because client
 * and server share the machine: a general client would take more of it than the server does.
 */
import net from "node:net";

type HttpAnswer = { readonly status: number; readonly body: string };
type Waiting = { resolve: (answer: HttpAnswer) => void; reject: (fault: Error) => void };

const END_OF_HEAD = "\r\n\r\n";

/** One connection that is kept open; asks one thing at a time. */
export class HttpConnection {
  private readonly socket: net.Socket;
  private received = "";
  private waiting: Waiting | undefined;

  constructor(
    private readonly port: number,
    private readonly key: string,
  ) {
    this.socket = net.connect(port, "127.0.0.1");
    this.socket.setNoDelay(true);
    // Answers hold no letters beyond ASCII, so that a character is a byte.
    this.socket.setEncoding("latin1");
    this.socket.on("data", (text: string) => this.take(text));
    this.socket.on("error", (fault) => this.waiting?.reject(fault));
    this.socket.on("close", () => this.waiting?.reject(new Error("the server hung up")));
  }

  post(path: string, body: string): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(
        `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${this.port}\r\nx-api-key: ${this.key}\r\n` +
          `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(text: string): void {
    this.received += text;
    const head = this.received.indexOf(END_OF_HEAD);
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.received)?.[1] ?? 0);
    const end = head + END_OF_HEAD.length + length;
    if (this.received.length < end) return;
    const status = Number(this.received.slice(9, 12));
    const body = this.received.slice(head + END_OF_HEAD.length, end);
    this.received = this.received.slice(end);
    this.waiting?.resolve({ status, body });
  }
}
