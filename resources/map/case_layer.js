/* The cases of the inbox: a mark where each searches, with the sign of its clock and its number. */
(function () {
  "use strict";
  const { node, iconPath, shapePath } = window.DrentsSymbols;
  const { rect, textWidth } = window.DrentsPlacing;
  const RADIUS = 12;
  /* Nearer than this two marks are one, which says of how many cases. */
  const TOGETHER_PX = 26;
  const MOST_TOLD = 6;
  const STATES = ["overdue", "soon", "running", "stopped", "answered"];
  const SIGNS = { overdue: "alert", soon: "clock", running: "clock", stopped: "hand", answered: "tick" };

  class CaseLayer {
    constructor(map, told) {
      Object.assign(this, { map, told, marks: [], groups: [], selected: "", focused: null, unplaced: 0, leftOut: 0 });
    }

    show(message, labels) {
      const places = new Map(labels.filter((each) => each.layer === "municipality_label").map((each) => [each.name, each.latlng]));
      const placed = message.marks.map((mark) => ({
        ...mark, latlng: mark.lonlat ? L.latLng(mark.lonlat[1], mark.lonlat[0]) : places.get(mark.at),
      }));
      this.marks = placed.filter((mark) => mark.latlng);
      const seen = new Set(this.marks.map((mark) => mark.number));
      this.unplaced = message.unplaced + new Set(placed.map((mark) => mark.number).filter((number) => !seen.has(number))).size;
      this.leftOut = message.left_out;
      this.selected = message.selected;
      if (!seen.has(this.focused)) {
        this.focused = null;
      }
    }

    /* The first of a group is the most urgent one: the list stands in that order. */
    _grouped() {
      const groups = [];
      for (const mark of this.marks) {
        const point = this.map.latLngToLayerPoint(mark.latlng);
        const near = groups.find((group) => group.point.distanceTo(point) < TOGETHER_PX);
        if (!near) {
          groups.push({ point, marks: [mark] });
        } else if (!near.marks.some((each) => each.number === mark.number)) {
          near.marks.push(mark);
        }
      }
      return groups;
    }

    /* Before the names, which give way to them. */
    draw(notes) {
      this.groups = this._grouped().filter((group) => notes._inView(group.point));
      for (const { point } of this.groups) {
        notes.room.take(rect(point.x - RADIUS - 2, point.y - RADIUS - 4, 2 * RADIUS + 6, 2 * RADIUS + 6));
      }
      this.groups.forEach((group) => this._draw(notes, group));
    }

    _draw(notes, group) {
      const { x, y } = group.point;
      const [first] = group.marks;
      const holds = (number) => number && group.marks.some((mark) => mark.number === number);
      const rings = [["dm-selected", holds(this.selected)], ["dm-focused", holds(this.focused)]];
      for (const [name] of rings.filter(([, isOn]) => isOn)) {
        const d = shapePath("circle", x, y, RADIUS + 4);
        node("path", { d, class: name + "-under", "stroke-width": 5 }, notes.over);
        node("path", { d, class: name, "stroke-width": 2.6 }, notes.over);
      }
      const made = node("g", { class: "dm-case dm-case-" + first.state, "data-case": first.number }, notes.over);
      node("circle", { cx: x, cy: y, r: RADIUS }, made);
      this._sign(first.state, x - 8, y - 8, 0.667, made);
      if (group.marks.length > 1) {
        const several = node("g", { class: "dm-case-count" }, made);
        node("circle", { cx: x + 11, cy: y - 10, r: 7.5 }, several);
        notes._text(String(group.marks.length), x + 11, y - 6.5, "", "middle", several);
      }
      this._label(notes, group, holds(this.selected) ? this.selected : first.number, made);
      made.addEventListener("click", (event) => {
        event.stopPropagation();
        this.choose(group);
      });
      L.DomEvent.on(made, "mousedown dblclick", L.DomEvent.stopPropagation);
    }

    _sign(state, x, y, scale, parent) {
      node("path", { d: iconPath(SIGNS[state]), class: "dm-case-sign", transform: "translate(" + x + " " + y + ") scale(" + scale + ")" }, parent);
    }

    _label(notes, group, number, made) {
      const { x, y } = group.point;
      const width = textWidth(number, 11, 600);
      const places = [[x - width / 2, y + RADIUS + 14], [x + RADIUS + 8, y + 4], [x - RADIUS - 8 - width, y + 4], [x - width / 2, y - RADIUS - 9]];
      const found = places.map(([left, base]) => ({ left, base, box: rect(left - 2, base - 11, width + 4, 15) })).find(({ box }) => notes.room.fits(box));
      if (found) {
        notes.room.take(found.box);
        notes._text(number, found.left, found.base, "dm-case-number", "start", made);
      }
    }

    /* A click on a mark that is chosen already goes on to the next case of that place. */
    choose(group) {
      const at = group.marks.findIndex((mark) => mark.number === this.selected);
      const chosen = group.marks[(at + 1) % group.marks.length];
      this.focused = null;
      this.selected = chosen.number;
      this.told.redraw();
      this.told.send({ type: "case", number: chosen.number });
    }

    /* The group of a mark on the screen, by what was hit. */
    _groupOf(target) {
      const hit = target.closest("[data-case]");
      return hit && this.groups.find((group) => group.marks[0].number === hit.dataset.case);
    }

    cardAt(target) {
      const group = this._groupOf(target);
      return group ? this._card(group) : null;
    }

    _card(group) {
      const told = group.marks.slice(0, MOST_TOLD).flatMap((mark) => [mark.number + " · " + mark.clock, mark.title]);
      const rest = group.marks.length - MOST_TOLD;
      const { text } = this.told;
      const [first] = group.marks;
      const which = group.marks.every((mark) => mark.asked === first.asked) ? (first.asked ? text("cases.asked") : text("cases.present")) : "";
      const more = rest > 0 ? text("cases.more").replace("{count}", () => String(rest)) : "";
      return { key: "case" + group.marks.map((mark) => mark.number).join(), name: first.place, lines: [which, ...told, more] };
    }

    /* Tab walks the marks, the most urgent first; past the last it leaves the map as usual. */
    walk(step) {
      const at = this.groups.findIndex((group) => this.focused && group.marks.some((mark) => mark.number === this.focused));
      const next = this.groups[at < 0 ? (step > 0 ? 0 : this.groups.length - 1) : at + step];
      this.focused = next ? next.marks[0].number : null;
      const card = next && this._card(next);
      this.told.redraw();
      return { isOn: Boolean(next), words: card ? [card.name, ...card.lines].filter(Boolean).join(", ") : "" };
    }

    enter() {
      const group = this.focused && this.groups.find((each) => each.marks.some((mark) => mark.number === this.focused));
      if (!group) {
        return false;
      }
      const { focused } = this;
      this.choose(group);
      this.focused = focused;
      this.told.redraw();
      return true;
    }

    legendRows() {
      const { text, number } = this.told;
      const numbers = (wanted) => new Set(this.marks.filter(wanted).map((mark) => mark.number)).size;
      const rows = STATES.filter((state) => numbers((mark) => mark.state === state)).map((state) => ({
        draw: (svg) => {
          const made = node("g", { class: "dm-case dm-case-" + state }, svg);
          node("circle", { cx: 11, cy: 8, r: 7.4 }, made);
          this._sign(state, 5.6, 2.6, 0.45, made);
        },
        text: text("cases.state." + state), count: number(numbers((mark) => mark.state === state), 0),
      }));
      const rest = [[text("cases.unplaced"), this.unplaced], [text("cases.left_out"), this.leftOut]].filter(([, count]) => count);
      return [...rows, ...rest.map(([words, count]) => ({ draw: () => undefined, text: words, count: number(count, 0) }))];
    }

    state() {
      const corner = this.map.containerPointToLayerPoint([0, 0]);
      return {
        selected: this.selected, focused: this.focused, unplaced: this.unplaced,
        groups: this.groups.map(({ point, marks }) => ({
          x: point.x - corner.x, y: point.y - corner.y, numbers: marks.map((mark) => mark.number), state: marks[0].state, place: marks[0].place,
        })),
      };
    }
  }

  /* Joins it to the map as a whole, which gives it its messages. */
  function join(owner) {
    owner.cases = new CaseLayer(owner.map, {
      text: (id) => owner.text(id), number: (value, digits) => owner.number(value, digits),
      send: owner.send, redraw: () => owner.annotations.layout(),
    });
    owner.annotations.cases = owner.cases;
    owner.on_cases = (message) => {
      owner.cases.show(message, owner.base.labels);
      owner.lastCases = message;
      owner._refresh();
    };
  }

  window.DrentsCases = { join };
})();
