/** The drawing as a PNG file, painted in the browser in the page's own type. */
import { COLOURS, type Drawing, type Shape } from "./drawing.ts";

/** Pixels a unit of the drawing. */
const FINE = 2;
const EDGE = 30;

/** Paints a drawing; throws where the browser cannot. */
export async function paintPicture(drawing: Drawing): Promise<Blob> {
  const family = getComputedStyle(document.body).fontFamily;
  const words = drawing.shapes.flatMap((shape) => (shape.kind === "text" ? shape.text : [])).join("");
  // Type comes in pieces by letter, as pages need it: a canvas waits for none.
  await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 16px ${family}`, words)));
  const canvas = document.createElement("canvas");
  canvas.width = (drawing.width + 2 * EDGE) * FINE;
  canvas.height = (drawing.height + 2 * EDGE) * FINE;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This browser has no canvas to paint on.");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(FINE, FINE);
  context.translate(EDGE, EDGE);
  for (const shape of drawing.shapes) paint(context, shape, family);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("The picture could not be written.")) : resolve(blob)), "image/png");
  });
}

function paint(context: CanvasRenderingContext2D, shape: Shape, family: string): void {
  const colour = COLOURS[shape.colour];
  context.fillStyle = colour;
  context.strokeStyle = colour;
  switch (shape.kind) {
    case "text":
      context.font = `${shape.bold ? 600 : 400} ${shape.size}px ${family}`;
      context.fillText(shape.text, shape.x, shape.y);
      return;
    case "box":
      context.fillRect(shape.x, shape.y, shape.width, shape.height);
      return;
    case "line":
      context.lineWidth = shape.thick;
      context.setLineDash(shape.dashed ? [4, 3] : []);
      context.beginPath();
      for (const [x, y] of shape.points) context.lineTo(x, y);
      context.stroke();
  }
}

/** Hands a file to the reader. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the address after this returns.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
