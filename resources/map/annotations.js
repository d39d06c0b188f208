/* Badges, names, rings and shields: placed anew after every move, greedily and by rank, so none overlap. */
(function () {
  "use strict";
  const { node, shapePath, iconPath } = window.DrentsSymbols;
  const { Room, Badges, rect, textWidth, along } = window.DrentsPlacing;
  const DIRECTIONS = [0, -45, 45, 90, -90, 135, -135, 180].map((degrees) => (degrees * Math.PI) / 180);
  /* More would hide the map; the best of the view get theirs, zooming in brings the rest. */
  const MOST_BADGES = 50;
  const SURE_BADGES = 12;
  /* While a weight moves, room is sought for so many; for thousands it would take longer than a hand waits. */
  const HASTY_TRIES = 250;
  const SETTLED_MS = 600;
  /* Letters of a name that is shortened where the whole of it has no room. */
  const SHORT_NAMES = [18, 10];

  class Annotations {
    constructor(map, base, sites, onSelect) {
      Object.assign(this, { map, base, sites, onSelect });
      const pane = map.createPane("annotations");
      pane.style.zIndex = 640;
      pane.style.pointerEvents = "none";
      this.svg = node("svg", { class: "dm-annotations", width: 1, height: 1 }, pane);
      /* Rings and badges are layers of their own, with a place in the order that a person gives them. */
      [this.ringSvg, this.matchSvg] = ["rings", "match"].map((name) => {
        const own = map.createPane(name);
        own.style.pointerEvents = "none";
        return node("svg", { class: "dm-annotations", width: 1, height: 1 }, own);
      });
      this.rings = null;
      this.selected = null;
      this.focused = null;
      this.showPlaces = true;
      this.showRoads = true;
      /* A background that names places and roads itself. */
      this.isNamedBelow = false;
      this.distances = new window.DrentsDistanceLines(map);
      this.isHasty = false;
      map.on("moveend viewreset resize", () => this.layout());
    }

    setTheme(theme) {
      this.theme = theme;
      this.layout();
    }

    /* Seeks room for all again, once what moved is at rest. */
    settle() {
      clearTimeout(this.settling);
      this.settling = setTimeout(() => {
        this.isHasty = false;
        if (this.sites.ranked.length > HASTY_TRIES) {
          this.layout();
        }
      }, SETTLED_MS);
    }

    /* While something moves. */
    hasten() {
      clearTimeout(this.settling);
      this.isHasty = true;
    }

    layout() {
      if (!this.theme || !this.map._loaded) {
        return;
      }
      [this.svg, this.ringSvg, this.matchSvg].forEach((svg) => svg.replaceChildren());
      this.leaders = node("g", {}, this.matchSvg);
      this.under = node("g", {}, this.svg);
      this.texts = node("g", {}, this.svg);
      this.over = node("g", {}, this.svg);
      const size = this.map.getSize();
      const corner = this.map.containerPointToLayerPoint([0, 0]);
      this.view = rect(corner.x + 2, corner.y + 2, size.x - 4, size.y - 4);
      this.room = new Room(this.view);
      this.badges = new Badges();
      this._reserveControls(corner);
      this._drawRingLines();
      this.distances.drawLines(this);
      this._drawSelected();
      this._reserveSymbols();
      this._drawOrigin();
      if (this.cases) {
        this.cases.draw(this);
      }
      this.distances.drawLabels(this);
      this._drawCandidates();
      this._drawSelectedName();
      this._drawZoneLabels();
      this._drawGridBadges();
      this._drawRingLabels();
      this._drawNames();
    }

    _drawNames() {
      if (!this.isNamedBelow) {
        this._drawTowns();
      }
      if (this.showRoads && !this.isNamedBelow) {
        this._drawShields();
      }
      if (this.showPlaces && !this.isNamedBelow) {
        this._drawPlaces((each) => !each.town);
      }
      if (this.showPlaces) {
        this._drawMunicipalities();
      }
    }

    _reserveControls(corner) {
      const home = this.map.getContainer().getBoundingClientRect();
      for (const element of this.map.getContainer().querySelectorAll(".dm-blocks")) {
        const box = element.getBoundingClientRect();
        if (box.width) {
          this.room.take(rect(box.left - home.left + corner.x - 4, box.top - home.top + corner.y - 4, box.width + 8, box.height + 8));
        }
      }
    }

    _point(latlng) {
      return this.map.latLngToLayerPoint(latlng);
    }

    _inView(point) {
      return point.x > this.view.left && point.x < this.view.right && point.y > this.view.top && point.y < this.view.bottom;
    }

    _reserveSymbols() {
      for (const site of this.sites.ranked) {
        if (this.sites.isVisible(site)) {
          const point = this._point(site.anchor);
          this.room.take(rect(point.x - 6, point.y - 6, 12, 12));
        }
      }
    }

    /* --- selection ------------------------------------------------------------------ */

    _drawSelected() {
      const site = this.selected && this.sites.sites.get(this.selected);
      if (site && this.sites.isVisible(site)) {
        this._ringAround(site, "dm-selected");
      }
      const focused = this.focused && this.sites.sites.get(this.focused);
      if (focused && focused !== site) {
        this._ringAround(focused, "dm-focused");
      }
    }

    _ringAround(site, className) {
      const style = this.theme.selected;
      const isSmall = site.path.isSymbol() || site.path.sizePx() < 2 * style.ring_radius;
      const point = this._point(site.anchor);
      const d = isSmall ? shapePath("circle", point.x, point.y, style.ring_radius) : site.path._path.getAttribute("d");
      node("path", { d, class: className + "-under", "stroke-width": style.under_stroke.width }, this.under);
      node("path", { d, class: className, "stroke-width": style.ring_width }, this.under);
      if (isSmall) {
        this.room.take(rect(point.x - style.ring_radius, point.y - style.ring_radius, 2 * style.ring_radius, 2 * style.ring_radius));
      }
    }

    _drawSelectedName() {
      const site = this.selected && this.sites.sites.get(this.selected);
      if (site && !(site.candidate && this.sites.mode() === "score") && this.sites.isVisible(site)) {
        const point = this._point(site.anchor);
        this._nameWithLeader(site.name, point, 22);
      }
    }

    /* --- zones and grid ------------------------------------------------------------- */

    /* A label in the part of a box that is in view, at the first free height. */
    _tag(box, text, colour, swatch) {
      const width = textWidth(text, 11, 600) + (swatch ? 34 : 12);
      const left = Math.max(box.min.x, this.view.left);
      const right = Math.min(box.max.x, this.view.right);
      const middle = (Math.max(box.min.y, this.view.top) + Math.min(box.max.y, this.view.bottom)) / 2;
      const rise = (Math.min(box.max.y, this.view.bottom) - Math.max(box.min.y, this.view.top)) / 2;
      if (right - left < 40 || rise < 14) {
        return;
      }
      for (const along of [0, -0.25, 0.25]) {
        const x = (left + right) / 2 + along * (right - left) - width / 2;
        for (const shift of [0, 20, -20, 40, -40, 60, -60].filter((each) => Math.abs(each) <= rise)) {
          const place = rect(x, middle + shift - 9, width, 18);
          if (this.room.fits(place)) {
            this.room.take(place);
            const group = node("g", { class: "dm-tag" }, this.over);
            node("rect", { x, y: place.top, width, height: 18, rx: 3, stroke: colour }, group);
            if (swatch) {
              node("rect", { x: x + 5, y: place.top + 3, width: 18, height: 12, ...swatch }, group);
            }
            this._text(text, x + (swatch ? 28 : 6), place.top + 13, "", "start", group);
            return;
          }
        }
      }
    }

    _drawZoneLabels() {
      for (const zone of this.zones ? this.zones() : []) {
        this._tag(zone.box, zone.text, zone.colour);
      }
    }

    _drawGridBadges() {
      if (!this.sites.gridSide || !this.gridText) {
        return;
      }
      for (const site of this.sites.inView()) {
        if (site.kind === "park" && !site.path.isSymbol() && site.path.sizePx() > 60) {
          const style = this.sites.gridStyle(site);
          const swatch = { class: "dm-tag-swatch", fill: this.sites.gridPatterns[style.id], stroke: style.stroke, "stroke-dasharray": style.dash || "none" };
          this._tag(site.path._rawPxBounds, this.gridText(style.id), style.stroke, swatch);
        }
      }
    }

    /* The whole name, or its beginning where the whole of it has no room. */
    _nameWithLeader(name, point, reach) {
      for (const { text, width } of this._namesOf(name)) {
        for (const side of [1, -1]) {
          for (const rise of [0, -18, 18, -34, 34]) {
            const left = side > 0 ? point.x + reach : point.x - reach - width;
            const box = rect(left, point.y + rise - 8, width, 16);
            if (this.room.fits(box) && this.badges.isFarFrom(box)) {
              this.room.take(box);
              this._text(text, left, point.y + rise + 4, "dm-name", "start");
              return;
            }
          }
        }
      }
    }

    /* --- rings ---------------------------------------------------------------------- */

    _drawRingLines() {
      for (const ring of this.rings ? this.rings.rings : []) {
        const points = ring.points.map((each) => this._point(each));
        const d = "M" + points.map((p) => p.x.toFixed(1) + " " + p.y.toFixed(1)).join("L") + "Z";
        node("path", { d, class: ring.trial ? "dm-ring dm-ring-trial" : "dm-ring" }, this.ringSvg);
        ring.pixels = points;
      }
    }

    _drawRingLabels() {
      for (const ring of this.rings ? this.rings.rings : []) {
        const width = textWidth(ring.label, 11, 600) + 10;
        const count = ring.pixels.length;
        /* From the top round both sides; where the ring lies outside the view, at the next best point. */
        for (let step = 0; step < count; step += 1) {
          const turn = step % 2 ? (step + 1) / 2 : count - step / 2;
          const point = ring.pixels[turn % count];
          const box = rect(point.x - width / 2, point.y - 8, width, 16);
          if (this.room.fits(box)) {
            this.room.take(box);
            const group = node("g", { class: "dm-ring-label" + (ring.trial ? " dm-trial" : "") }, this.ringSvg);
            node("rect", { x: box.left, y: box.top, width, height: 16, rx: 2 }, group);
            this._text(ring.label, point.x, point.y + 4, "", "middle", group);
            break;
          }
        }
      }
    }

    _drawOrigin() {
      if (!this.rings) {
        return;
      }
      const point = this._point(this.rings.origin);
      if (!this._inView(point)) {
        return;
      }
      const group = node("g", { class: "dm-origin" }, this.ringSvg);
      node("circle", { cx: point.x, cy: point.y, r: 11 }, group);
      node("path", {
        d: iconPath("factory"), class: "dm-origin-icon",
        transform: "translate(" + (point.x - 7) + " " + (point.y - 7) + ") scale(0.58)",
      }, group);
      this.room.take(rect(point.x - 12, point.y - 12, 24, 24));
      const width = textWidth(this.rings.label, 11.5, 600);
      for (const left of [point.x - 16 - width, point.x + 16]) {
        const box = rect(left, point.y - 8, width, 16);
        if (this.room.fits(box)) {
          this.room.take(box);
          this._text(this.rings.label, left, point.y + 4, "dm-origin-label", "start", this.ringSvg);
          return;
        }
      }
    }

    /* --- candidates ----------------------------------------------------------------- */

    _drawCandidates() {
      if (this.sites.mode() !== "score") {
        return;
      }
      const placed = [];
      let tried = 0;
      for (const site of this.sites.ranked) {
        const point = this._point(site.anchor);
        if (placed.length >= MOST_BADGES || (this.isHasty && tried >= HASTY_TRIES) || !this.sites.isVisible(site) || !this._inView(point)) {
          continue;
        }
        tried += 1;
        const spot = this._spotFor(site, point);
        if (spot) {
          this.badges.add(spot);
          placed.push({ site, point, spot });
        }
      }
      /* Where a badge had no other place than beside the name of another, that name goes: no name says less than a wrong one. */
      for (const { site, point, spot } of placed) {
        this._badge(site, point, spot.side && this.badges.owns(spot) ? spot : { ...spot, side: 0 });
      }
    }

    /* With the whole name where there is room for it, else with its beginning, else the number alone; a name that
       is not whole stands on the card under the pointer. Nearest first, best direction first. */
    _spotFor(site, point) {
      const free = this._freePlaces(site, point);
      const places = free.filter((place) => this.badges.leaves(place));
      for (const { text, width } of this._namesOf(site.name)) {
        for (const { x, y, badge } of places) {
          const above = point.y < y ? [] : [{ side: 2, label: rect(x - width / 2, y - 32, width, 17) }];
          const below = point.y > y ? [] : [{ side: -2, label: rect(x - width / 2, y + 14, width, 17) }];
          const beside = [
            { side: 1, label: rect(x + 15, y - 9, width, 18) }, { side: -1, label: rect(x - 15 - width, y - 9, width, 18) },
          ].filter(({ label }) => !(label.left < point.x && label.right > point.x && Math.abs(y - point.y) < 10));
          const found = [...beside, ...above, ...below].find(
            ({ side, label }) => this.room.fits(label) && this.badges.owns({ x, y, side, label }),
          );
          if (found) {
            this.room.take(badge, found.label);
            return { x, y, text, ...found };
          }
        }
      }
      /* Of the first the number counts for more than the name of one before it; of the others it waits for zooming in. */
      const alone = places[0] || (site.candidate.rank <= SURE_BADGES ? free[0] : null);
      if (!alone) {
        return null;
      }
      this.room.take(alone.badge);
      return { ...alone, side: 0, text: "" };
    }

    _freePlaces(site, point) {
      const far = Math.max(26, Math.min(60, site.path.sizePx() / 2));
      const places = [26, far + 14, 44, 66, 90].flatMap((distance) => DIRECTIONS.map((angle) => {
        const x = point.x + distance * Math.cos(angle);
        const y = point.y + distance * Math.sin(angle);
        return { x, y, badge: rect(x - 13, y - 14, 26, 27) };
      }));
      return places.filter(({ badge }) => this.room.fits(badge));
    }

    /* The whole name and two beginnings of it; of thousands that move only the whole one. */
    _namesOf(name) {
      const whole = { text: name, width: textWidth(name, 12, 600) };
      const cuts = this.isHasty && this.sites.ranked.length > HASTY_TRIES ? [] : SHORT_NAMES.filter((count) => name.length > count + 2);
      return [whole, ...cuts.map((count) => {
        const text = name.slice(0, count).trimEnd() + "…";
        return { text, width: textWidth(text, 12, 600) };
      })];
    }

    _badge(site, point, spot) {
      const style = this.theme.score.find((each) => each.id === site.candidate.cls);
      const radius = this.theme.rank_badge.diameter / 2;
      const group = node("g", { class: "dm-badge", "data-site": site.id }, this.matchSvg);
      const line = { x1: point.x, y1: point.y, x2: spot.x, y2: spot.y };
      node("line", { ...line, class: "dm-leader-under" }, this.leaders);
      node("line", { ...line, class: "dm-leader", "stroke-width": this.theme.rank_badge.leader_width }, this.leaders);
      node("circle", { cx: point.x, cy: point.y, r: 1.6, class: "dm-leader-end" }, this.leaders);
      node("circle", { cx: spot.x, cy: spot.y, r: radius, fill: style.fill, stroke: style.stroke, "stroke-width": style.stroke_width }, group);
      const number = this._text(String(site.candidate.rank), spot.x, spot.y + 4, "dm-rank", "middle", group);
      number.setAttribute("fill", style.number_text);
      if (site.candidate.check) {
        const mark = node("g", { class: "dm-check-mark" }, group);
        node("circle", { cx: spot.x + 9, cy: spot.y - 9, r: 5.6 }, mark);
        this._text("?", spot.x + 9, spot.y - 5.8, "", "middle", mark);
      }
      if (spot.side) {
        const { left, right, top } = spot.label;
        const [x, anchor] = { 1: [left, "start"], [-1]: [right, "end"] }[spot.side] || [spot.x, "middle"];
        this._text(spot.text, x, top + 13, "dm-name", anchor, group);
      }
      group.addEventListener("click", (event) => {
        event.stopPropagation();
        this.onSelect(site.id);
      });
      L.DomEvent.on(group, "mousedown dblclick", L.DomEvent.stopPropagation);
    }

    /* --- names of the base ---------------------------------------------------------- */

    _drawTowns() {
      this._drawPlaces((each) => each.town);
    }

    _drawPlaces(wanted) {
      const zoom = this.map.getZoom();
      const places = this.base.labels.filter((each) => each.layer === "place" && wanted(each) && zoom >= each.min_zoom);
      for (const place of places) {
        const point = this._point(place.latlng);
        const dot = rect(point.x - 3, point.y - 3, 6, 6);
        if (!this._inView(point) || !(place.town || this.room.fits(dot))) {
          continue;
        }
        const size = place.town ? 13 : 11;
        const width = textWidth(place.name, size, place.town ? 600 : 400);
        const options = [
          [point.x + 6, point.y + 4], [point.x - 6 - width, point.y + 4],
          [point.x - width / 2, point.y - 8], [point.x - width / 2, point.y + 17],
        ];
        for (const [left, baseline] of place.town ? [options[2], options[3], options[0], options[1]] : options) {
          const box = rect(left, baseline - size, width, size + 4);
          if (this.room.fits(box)) {
            this.room.take(box, dot);
            node("circle", { cx: point.x, cy: point.y, r: place.town ? 2.4 : 1.8, class: "dm-place-dot" }, this.texts);
            this._text(place.name, left, baseline, place.town ? "dm-town" : "dm-place", "start");
            break;
          }
        }
      }
    }

    _drawMunicipalities() {
      for (const each of this.base.labels.filter((label) => label.layer === "municipality_label")) {
        const point = this._point(each.latlng);
        const width = textWidth(each.name, 11, 600) * 1.08;
        for (const shift of [0, -18, 18, 36, -36]) {
          const box = rect(point.x - width / 2, point.y + shift - 10, width, 15);
          if (this.room.fits(box)) {
            this.room.take(box);
            this._text(each.name, point.x, point.y + shift, "dm-municipality", "middle");
            break;
          }
        }
      }
    }

    _drawShields() {
      for (const road of this.base.roads) {
        if (!road.name) {
          continue;
        }
        const points = road.line.getLatLngs().flat(2).map((each) => this._point(each));
        const width = textWidth(road.name, 10.5, 600) + 10;
        let last = null;
        for (const point of along(points, 40)) {
          const box = rect(point.x - width / 2, point.y - 8, width, 16);
          if ((!last || Math.hypot(point.x - last.x, point.y - last.y) > 320) && this.room.fits(box)) {
            this.room.take(box);
            const group = node("g", { class: "dm-shield dm-shield-" + road.road }, this.texts);
            node("rect", { x: box.left, y: box.top, width, height: 16, rx: 2.5 }, group);
            this._text(road.name, point.x, point.y + 4, "", "middle", group);
            last = point;
          }
        }
      }
    }

    _text(text, x, y, className, anchor, parent) {
      const made = node("text", { x, y, class: className, "text-anchor": anchor }, parent || this.texts);
      made.textContent = text;
      return made;
    }
  }

  window.DrentsAnnotations = Annotations;
})();
