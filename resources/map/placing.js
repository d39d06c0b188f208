/* Room on the map: rectangles that are taken, widths of texts, points along a line. */
(function () {
  "use strict";
  const FONT = 'Inter, "Noto Sans", "Segoe UI", sans-serif';
  const measurePen = document.createElement("canvas").getContext("2d");

  function textWidth(text, size, weight) {
    measurePen.font = weight + " " + size + "px " + FONT;
    return measurePen.measureText(text).width;
  }

  /* Rectangles already in use; the first that asks gets the room. They lie in cells, so that only those nearby are looked at. */
  const CELL = 20;
  class Room {
    constructor(view) {
      this.view = view;
      this.cells = new Map();
    }
    _each(box, visit) {
      const right = Math.floor(box.right / CELL);
      const bottom = Math.floor(box.bottom / CELL);
      for (let y = Math.floor(box.top / CELL); y <= bottom; y += 1) {
        for (let x = Math.floor(box.left / CELL); x <= right; x += 1) {
          if (visit(y * 65536 + x) === false) {
            return false;
          }
        }
      }
      return true;
    }
    fits(box) {
      const view = this.view;
      if (box.left < view.left || box.right > view.right || box.top < view.top || box.bottom > view.bottom) {
        return false;
      }
      return this._each(box, (key) => (this.cells.get(key) || []).every(
        (other) => box.right <= other.left || box.left >= other.right || box.bottom <= other.top || box.top >= other.bottom,
      ));
    }
    take(...boxes) {
      for (const box of boxes) {
        this._each(box, (key) => {
          const cell = this.cells.get(key);
          if (cell) {
            cell.push(box);
          } else {
            this.cells.set(key, [box]);
          }
        });
      }
    }
  }

  /* So much nearer than any other badge a name stands to its own. */
  const CLEAR_PX = 12;
  /* Another badge on the line of a name reads as if it were the name's, most of all where its own stands over or under it. */
  const LINE_PX = 60;
  const BESIDE_PX = 45;
  const LINE_RISE_PX = 16;
  const sideways = (box, { x }) => Math.max(box.left - x, 0, x - box.right);
  const away = (box, point) => Math.hypot(sideways(box, point), Math.max(box.top - point.y, 0, point.y - box.bottom));

  /* Badges with the names beside them: the number of a name is to be told without doubt. */
  class Badges {
    constructor() {
      this.spots = [];
    }
    add(spot) {
      this.spots.push(spot);
    }
    /* Whether nobody takes a name for that of another badge. */
    static _isApart(named, other) {
      const { label, side } = named;
      if (away(label, other) < away(label, named) + CLEAR_PX) {
        return false;
      }
      const middle = (label.top + label.bottom) / 2;
      const least = Math.abs(side) === 2 ? LINE_PX : BESIDE_PX;
      return Math.abs(middle - other.y) > LINE_RISE_PX || sideways(label, other) > least;
    }
    owns(named) {
      return this.spots.every((other) => other === named || Badges._isApart(named, other));
    }
    /* Whether a badge here leaves the names that stand already to their own. */
    leaves(place) {
      return this.spots.every((named) => !named.side || Badges._isApart(named, place));
    }
    isFarFrom(box) {
      return this.spots.every((spot) => away(box, spot) > 2 * CLEAR_PX);
    }
  }

  const rect = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });

  /* Points every `step` pixels along a line, beginning half a step in. */
  function along(points, step) {
    const found = [];
    let until = step * 2;
    for (let at = 1; at < points.length; at += 1) {
      const from = points[at - 1];
      const to = points[at];
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      if (length > 20000) {
        continue;
      }
      let used = 0;
      while (length - used >= until) {
        used += until;
        until = step;
        found.push({ x: from.x + ((to.x - from.x) * used) / length, y: from.y + ((to.y - from.y) * used) / length });
      }
      until -= length - used;
    }
    return found;
  }

  window.DrentsPlacing = { Room, Badges, rect, textWidth, along };
})();
