/* The map as a whole: takes messages, keeps what is in force, tells what was clicked and painted. */
(function () {
  "use strict";
  /* So many of the ranked sites the legend never covers. */
  const RANKED_IN_SIGHT = 12;
  const { element, Tools, Legend, Scale, HoverCard } = window.DrentsControls;
  const { distanceM, lengthText, MeasureTool } = window.DrentsMeasure;
  const REACH_PX = 10;
  const POINTER_MS = 40;
  /* So long paper waits for the tiles of its background; what is not there by then is schematic. */
  const SHEET_PATIENCE_MS = 30000;

  class DrentsMap {
    constructor(map, send) {
      this.map = map;
      this.send = send;
      this.labels = {};
      this.locale = "nl-NL";
      this.lastRings = null;
      this.base = new window.DrentsBaseLayer(map);
      this.around = new window.DrentsAroundLayer(map);
      this.sites = new window.DrentsSiteLayer(map, (event, site) => this._mapClicked(event, site));
      this.plots = new window.DrentsPlotLayer(map);
      this.annotations = new window.DrentsAnnotations(map, this.base, this.sites, (id) => this._clicked(id));
      this._controls();
      map.on("click", (event) => this._mapClicked(event));
      map.on("moveend", () => this._arrived());
      map.on("mousemove", (event) => this._point(event.latlng));
      map.getContainer().addEventListener("contextmenu", (event) => this._context(event));
      map.on("movestart zoomstart", () => this._moved());
      map.on("resize", () => this._resized());
      document.addEventListener("keydown", (event) => this._key(event), true);
    }

    _controls() {
      const map = this.map;
      this.measure = new MeasureTool(map, (metres) => lengthText(metres, this.text, this.number));
      this.tools = new Tools(map, {
        zoom_in: () => map.zoomIn(1),
        zoom_out: () => map.zoomOut(1),
        whole: () => this.showWhole(),
        layers: () => this._toggleLayers(),
        rings: () => this.toggleRings(),
        measure: () => this._toggleMeasure(),
        select_box: () => this._selectBy("box"),
        select_lasso: () => this._selectBy("lasso"),
      });
      this.drawing = new window.DrentsDrawing.DrawTool(map, {
        text: (id) => this.text(id), number: (value, digits) => this.number(value, digits), send: this.send,
        plotAt: (point) => this.plots.at(point), outlines: (ids) => this.plots.outlines(ids),
      });
      this.area = new window.DrentsArea.AreaTool(map, {
        text: (id) => this.text(id), send: this.send, sites: this.sites, plots: this.plots,
        pressed: (mode) => ["box", "lasso"].forEach((each) => this.tools.press("select_" + each, each === mode)),
      });
      window.DrentsFitting.join(this);
      window.DrentsCases.join(this);
      this.layerPanel = new window.DrentsLayers.LayerPanel(map, {
        text: (id) => this.text(id), number: (value, digits) => this.number(value, digits),
        show: (id, isShown) => this._showLayer(id, isShown), changed: (choice) => this.send({ type: "layers", ...choice }),
        live: (words) => { this.live.textContent = words; }, filled: () => this._refresh(),
        ground: (opacity) => this.background.sync(opacity),
      });
      this.background = new window.DrentsBackground.Background(this);
      this.legend = new Legend(map, (folds) => {
        this.send({ type: "legend", folds });
        this.annotations.layout();
      });
      this.annotations.zones = () => this.around.zoneLabels().map((zone) => ({ ...zone, text: this._zoneText(zone.most) }));
      this.annotations.gridText = (state) => {
        const said = this.sites.gridSide === "demand" ? this.text("grid.badge_demand") : this.text("grid.badge_generation");
        return said.replace("{state}", () => this.text("grid." + state).toLowerCase());
      };
      this.legendContent = new window.DrentsLegendContent(this, this.legend);
      this.scale = new Scale(map);
      this.attribution = element("div", "dm-attribution dm-blocks", map.getContainer());
      this.hover = new HoverCard(map, (point, target) => this._contentAt(point, target));
      this.live = element("div", "dm-live", map.getContainer());
      this.live.setAttribute("aria-live", "polite");
      this.text = (id) => this.labels[id] || id;
      this.number = (value, digits) =>
        new Intl.NumberFormat(this.locale, { minimumFractionDigits: 0, maximumFractionDigits: digits }).format(value);
    }

    /* --- messages in ------------------------------------------------------------------ */

    async receive(message) {
      const handler = this["on_" + message.type];
      if (!handler) {
        throw new Error("unknown message " + message.type);
      }
      await handler.call(this, message);
      this._paintedSoon(message.type);
    }

    /* Pixels are there in the second frame after the change. */
    _paintedSoon(tag) {
      requestAnimationFrame(() => requestAnimationFrame(() => this.send({ type: "painted", tag })));
    }

    async _data(message) {
      if (message.data) {
        return message.data;
      }
      const reply = await fetch(message.url);
      return reply.json();
    }

    async on_base(message) {
      const isFirst = !this.base.bounds;
      const collection = await this._data(message);
      this.base.load(collection);
      this.around.load(collection);
      this.groundSources = message.attribution;
      this.showSources();
      if (this.lastCases) {
        /* What is marked has another place, or one at last. */
        this.cases.show(this.lastCases, this.base.labels);
      }
      if (isFirst) {
        this.showWhole();
      }
      this._refresh();
    }

    /* The first line is shown, the rest tells on hover what each source gave; the background is named first. */
    showSources() {
      const [short, ...details] = (this.groundSources || "").split("\n");
      const { note, isOn, message, details: whose } = this.background;
      const shown = [isOn ? message.source : "", short].filter(Boolean).join(" \u00b7 ");
      this.sources = [isOn ? whose : "", ...(details.length ? details : [short])].filter(Boolean);
      const words = document.createElement("span");
      words.className = "dm-attribution-words";
      words.textContent = shown;
      this.attribution.replaceChildren(note, words);
      this.attribution.title = this.sources.join("\n");
      this.attribution.hidden = !shown && note.hidden;
      this._clearFoot();
    }

    /* Scale and legend stand above the sources, however many lines these take. */
    _clearFoot() {
      this.footPx = this.attribution.offsetHeight;
      this.map.getContainer().style.setProperty("--dm-foot", this.footPx + "px");
    }

    async on_sites(message) {
      const isFirst = !this.base.bounds && !this.sites.bounds();
      this.sites.load(await this._data(message));
      if (isFirst) {
        this.showWhole();
      }
      this._refresh();
    }

    async on_plots(message) {
      await this.plots.load(message);
      this._refresh();
    }

    on_labels(message) {
      this.labels = message.texts;
      this.locale = message.locale;
      document.documentElement.lang = message.locale.slice(0, 2);
      this.map.getContainer().setAttribute("aria-label", this.text("title"));
      this.tools.setTexts(this.text);
      this.drawing.setTexts();
      this.area.setTexts();
      this.fitting.setTexts();
      this.scale.setTexts(this.text, this.number);
      this.layerPanel.setTexts();
      this.background.setTexts();
      this.legend.suit(this.map.getSize());
      this._refresh();
    }

    on_theme(message) {
      this.theme = message;
      for (const name in message.variables) {
        document.documentElement.style.setProperty(name, message.variables[name]);
      }
      document.documentElement.style.colorScheme = message.name;
      this.base.setTheme(message);
      this.background.setTheme();
      this.around.setTheme(message);
      this.sites.setTheme(message);
      if (this.sites.gridSide) {
        this._colourByGrid(this.sites.gridSide);
      }
      this.plots.setTheme(message);
      this.annotations.setTheme(message);
      this._refresh();
    }

    on_result(message) {
      this.sites.setResult(message);
      this.ranked = message.candidates.slice(0, RANKED_IN_SIGHT).map((each) => each.id);
      this.plots.setOffers(message.offer_ids);
      this._refresh();
    }

    on_follow(message) {
      this.annotations.hasten();
      this.sites.follow(message);
      this.ranked = this.sites.ranked.slice(0, RANKED_IN_SIGHT).map((site) => site.id);
      this._refresh();
    }

    on_words(message) {
      const digits = new Intl.NumberFormat(this.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
      this.sites.tell({ ...message, write: (tenths) => digits.format(tenths / 10) });
      this.plots.setOffers(message.offer_ids);
      this.annotations.settle();
    }

    on_filter(message) {
      this.sites.setFilter(message.ids);
      this.annotations.layout();
    }

    on_select(message) {
      this.select(message.id, true);
    }

    on_rings(message) {
      this.lastRings = message.origin
        ? {
            label: message.label,
            origin: L.latLng(message.origin[1], message.origin[0]),
            rings: message.rings.map((ring) => ({ ...ring, points: ring.points.map((p) => L.latLng(p[1], p[0])) })),
          }
        : null;
      if (this.lastRings && message.fit) {
        this._fit(L.latLngBounds(this.lastRings.rings.flatMap((ring) => ring.points)));
      }
      this._applyRings();
    }

    on_distance_lines(message) {
      this.annotations.distances.show(message.lines);
      this._refresh();
    }

    on_draw(message) {
      this.area.start("none");
      this.drawing.start(message);
      this._placeLegend();
      this.hover.hide();
      if (message.fit.length) {
        this.map.fitBounds(L.latLngBounds(message.fit.map((p) => L.latLng(p[1], p[0]))), { paddingTopLeft: [40, 96], paddingBottomRight: [72, 48], animate: false });
      }
    }

    on_area(message) {
      if (message.mode === "view") {
        this.area.askView();
      } else {
        this._selectBy(message.mode);
      }
    }

    on_area_found(message) {
      this.area.show({ ids: message.ids, plots: message.plots });
      this.live.textContent = message.words;
    }

    on_legend(message) {
      this.legend.remember(message.folds);
      this._refresh();
    }

    async on_sheet(message) {
      new window.DrentsSheet.Sheet(this).lay(message);
      await this.background.settled(SHEET_PATIENCE_MS);
      this._refresh();
    }

    on_background(message) {
      this.background.set(message);
    }

    on_background_told(message) {
      this.background.tell(message);
    }

    on_layers(message) {
      this.layerPanel.remember({ order: message.order, shown: message.shown, opacity: message.opacity });
    }

    on_whole() {
      this.showWhole();
    }

    /* --- what it does ----------------------------------------------------------------- */

    showWhole() {
      const bounds = this.base.bounds || this.sites.bounds();
      if (bounds) {
        this._fit(bounds);
      }
    }

    /* Until somebody moves the map, what was to be seen stays to be seen when the window changes its size. */
    _fit(bounds) {
      this.isFitting = true;
      this.map.fitBounds(bounds, {
        paddingTopLeft: [12, 12], paddingBottomRight: [12, 12 + (this.footPx || 0)], animate: false,
      });
      this.isFitting = false;
      this.fitted = bounds;
    }

    _arrived() {
      this._layered();
      this.legendContent.update();
      this._placeLegend();
    }

    /* Plots step back under zones and grid, and the state of the grid goes round the parks that have them. */
    _layered() {
      this.around.arrive();
      this.plots.setFaded(Boolean(this.sites.gridSide) || this.around.isShown("plan_zones"));
      this.sites.setBands(Boolean(this.sites.gridSide) && this.plots.isDrawn());
    }

    _resized() {
      this._clearFoot();
      this.legend.suit(this.map.getSize());
      if (this.fitted) {
        this._fit(this.fitted);
      }
      this._placeLegend();
    }

    _moved() {
      if (!this.isFitting) {
        this.fitted = null;
      }
    }

    select(id, panIfNeeded) {
      this.annotations.selected = id;
      const site = id && this.sites.sites.get(id);
      if (site) {
        site.path.bringToFront();
        if (panIfNeeded && !this._isClear(site)) {
          this.map.panTo(site.anchor, { animate: false });
        }
      }
      this._placeLegend();
      this.annotations.layout();
    }

    /* In view, and not under a card. */
    _isClear(site) {
      const point = this.map.latLngToContainerPoint(site.anchor);
      const size = this.map.getSize();
      if (point.x < 20 || point.y < 20 || point.x > size.x - 20 || point.y > size.y - 20) {
        return false;
      }
      const home = this.map.getContainer().getBoundingClientRect();
      return [...this.map.getContainer().querySelectorAll(".dm-blocks")].every((card) => {
        const box = card.getBoundingClientRect();
        const x = point.x + home.left;
        const y = point.y + home.top;
        return x < box.left || x > box.right || y < box.top || y > box.bottom;
      });
    }

    toggleRings() {
      this.layerPanel.set("rings", !this.layerPanel.isShown("rings"));
    }

    _applyRings() {
      this.annotations.rings = this.layerPanel.isShown("rings") ? this.lastRings : null;
      this.tools.enable("rings", Boolean(this.lastRings));
      this.tools.press("rings", Boolean(this.annotations.rings));
      this._refresh();
    }

    _toggleLayers() {
      const { root } = this.layerPanel;
      if (root.contains(document.activeElement)) {
        this.tools.buttons.layers.focus();
      }
      root.hidden = !root.hidden;
      this.tools.press("layers", this.layerPanel.isOpen());
      this._refresh();
    }

    _toggleMeasure() {
      this.area.start("none");
      this.measure.toggle(!this.measure.isOn);
      this.tools.press("measure", this.measure.isOn);
    }

    /* One tool at a time; the same one again puts it away. */
    _selectBy(mode) {
      if (this.drawing.isOn) {
        return;
      }
      if (this.measure.isOn) {
        this._toggleMeasure();
      }
      this.hover.hide();
      this.area.start(this.area.mode === mode ? "none" : mode);
    }

    _showLayer(id, visible) {
      if (this.around.has(id)) {
        this.around.show(id, visible);
      } else if (id === "grid_demand" || id === "grid_generation") {
        this._colourByGrid(["demand", "generation"].find((side) => this.layerPanel.isShown("grid_" + side)) || null);
      } else if (id === "match") {
        this.sites.showMatch(visible);
      } else if (id === "rings") {
        this._applyRings();
      } else if (id === "hard" || id === "soft") {
        this.sites.showPlan(id, visible);
      } else if (id === "municipalities") {
        this.base.show(["municipality"], visible);
      } else if (id === "roads") {
        this.base.show(["road", "road_casing"], visible);
        this.annotations.showRoads = visible;
      } else if (id === "water") {
        this.base.show(["water_area", "water_line"], visible);
      } else if (id === "places") {
        this.base.show(["settlement"], visible);
        this.annotations.showPlaces = visible;
      } else if (id === "plots") {
        this.plots.setVisible(visible);
      } else {
        this.sites.showKind(id === "parks" ? "park" : id, visible);
      }
      this._refresh();
    }

    /* One side of the grid at a time: two colours on one site would say nothing. */
    _colourByGrid(side) {
      this.sites.colourByGrid(side, this.theme.around.grid, this.around.patterns);
    }

    _placeLegend() {
      const ranked = (this.ranked || []).map((id) => this.sites.sites.get(id)).filter((site) => site && site.anchor);
      const points = [...ranked.map((site) => this.map.latLngToContainerPoint(site.anchor)), ...this._originSpots(), ...this._selectedSpots(), ...this.fitting.spots()];
      this.legend.keepClearOf(points, this.map.getSize(), this.sites.mode() !== "score");
    }

    /* Where the company is now: the rings say nothing without it. */
    _originSpots() {
      const { rings } = this.annotations;
      return rings ? [this.map.latLngToContainerPoint(rings.origin)] : [];
    }

    /* What the legend keeps clear of: the middle of the selected site, and its corners where it is small. */
    _selectedSpots() {
      const site = this.sites.sites.get(this.annotations.selected);
      if (!site) {
        return this.annotations.selected ? this.plots.spotsOf(this.annotations.selected) : [];
      }
      return [this.map.latLngToContainerPoint(site.anchor)];
    }

    _refresh() {
      this._layered();
      this.legendContent.update();
      this._placeLegend();
      this.annotations.layout();
    }

    /* --- clicks and keys ---------------------------------------------------------------- */

    _clicked(id) {
      this.select(id, false);
      this._tellAlone(id);
      this.send({ type: "selected", site_id: id });
    }

    /* Without a window beside it, the card is the only place that tells what was chosen. */
    _tellAlone(id) {
      const site = this.isAlone && this.sites.sites.get(id);
      if (site) {
        this.hover.show(this._siteCard(site), this.map.latLngToContainerPoint(site.anchor));
      }
    }

    /* The first click chooses the park, the next one a plot in it. */
    _mapClicked(event, hit) {
      if (this.drawing.isOn) {
        this.drawing.click(event);
        return;
      }
      if (this.measure.isOn) {
        this.measure.add(event.latlng);
        return;
      }
      if (this.fitting.click(event)) {
        return;
      }
      const plot = this.plots.at(event.containerPoint);
      const site = hit || this.sites.nearest(event.containerPoint, REACH_PX);
      if (plot && (!site || site.id === this.annotations.selected)) {
        this.send({ type: "selected", site_id: plot.id });
      } else if (site) {
        this._clicked(site.id);
      }
    }

    /* The window says where the pointer is; it hears of the last place only, and not of every pixel on the way. */
    _point(latlng) {
      const isWaiting = Boolean(this.pointed);
      this.pointed = latlng.wrap();
      if (!isWaiting) {
        setTimeout(() => {
          const { lng, lat } = this.pointed;
          this.pointed = null;
          this.send({ type: "pointer", lon: lng, lat });
        }, POINTER_MS);
      }
    }

    /* The window shows the menu; the page only says of what. */
    _context(event) {
      event.preventDefault();
      if (this.drawing.isOn || this.measure.isOn || event.target.closest(".dm-blocks")) {
        return;
      }
      const home = this.map.getContainer().getBoundingClientRect();
      const point = L.point(event.clientX - home.left, event.clientY - home.top);
      const badge = event.target.closest("[data-site]");
      const plot = badge ? null : this.plots.at(point);
      const site = badge ? this.sites.sites.get(badge.dataset.site) : this._siteOfPath(event.target) || this.sites.nearest(point, REACH_PX);
      const found = plot || site;
      if (found) {
        this.send({ type: "context", site_id: found.id });
      }
    }

    _key(event) {
      if (event.ctrlKey || event.altKey || event.metaKey || (this.drawing.isOn && this.drawing.key(event))) {
        return;
      }
      const act = {
        "+": () => this.map.zoomIn(1), "=": () => this.map.zoomIn(1), "-": () => this.map.zoomOut(1),
        0: () => this.showWhole(), r: () => this.toggleRings(), R: () => this.toggleRings(),
        Escape: () => this._escape(event), Enter: () => this._enter(event),
        Tab: () => this._walk(event, event.shiftKey ? -1 : 1),
      }[event.key];
      if (act && act() !== false) {
        event.preventDefault();
        event.stopPropagation();
      }
    }

    _escape(event) {
      if (this.layerPanel.root.contains(event.target)) {
        this._toggleLayers();
        return;
      }
      if (this.area.escape()) {
        return;
      }
      this.fitting.escape();
      this.cases.focused = null;
      if (this.measure.isOn) {
        this._toggleMeasure();
      }
      this.annotations.focused = null;
      this.annotations.layout();
    }

    _enter(event) {
      if (event.target.closest("button, label")) {
        return false;
      }
      if (this.cases.enter()) {
        return true;
      }
      if (!this.annotations.focused) {
        return false;
      }
      this._clicked(this.annotations.focused);
      return true;
    }

    /* Tab walks the candidates by rank; past the last (or before the first) it leaves the map as usual. */
    _walk(event, step) {
      if (this.cases.groups.length && !event.target.closest("button, input")) {
        const { isOn, words } = this.cases.walk(step);
        this.live.textContent = words;
        return isOn;
      }
      const ranked = this.sites.ranked.filter((site) => this.sites.isVisible(site));
      if (event.target.closest("button, input") || !ranked.length) {
        return false;
      }
      const at = ranked.findIndex((site) => site.id === this.annotations.focused);
      const next = ranked[at < 0 ? (step > 0 ? 0 : ranked.length - 1) : at + step];
      this.annotations.focused = next ? next.id : null;
      if (next && !this._isClear(next)) {
        this.map.panTo(next.anchor, { animate: false });
      }
      this.live.textContent = next ? [next.candidate.rank, next.name, next.candidate.score, next.candidate.reason].join(", ") : "";
      this.annotations.layout();
      return Boolean(next);
    }

    /* --- hover ---------------------------------------------------------------------------- */

    _contentAt(point, target) {
      if (this.measure.isOn || this.drawing.isOn || this.area.isOn || target.closest(".dm-blocks")) {
        return null;
      }
      const cases = this.cases.cardAt(target);
      if (cases) {
        return cases;
      }
      const badge = target.closest("[data-site]");
      const site = badge ? this.sites.sites.get(badge.dataset.site) : this._siteOfPath(target) || this.sites.nearest(point, REACH_PX);
      const plot = badge ? null : this.plots.at(point);
      const zones = badge ? [] : this.around.zonesAt(this.map.containerPointToLatLng(point));
      if (plot) {
        const marks = site && this.sites.gridSide ? this._gridLines(site) : [];
        return this._withZones({ key: plot.id, name: plot.name, lines: [this.text("plot." + plot.status), ...marks] }, zones);
      }
      const near = site ? this._siteCard(site) : this._aroundCard(this.around.nearest(point, REACH_PX));
      return this._withZones(near || this.ringNotes.cardAt(this.annotations.rings, this.map.containerPointToLayerPoint(point)), zones);
    }

    /* Zones lie over everything, so what is under the pointer tells its own first. */
    _withZones(card, zones) {
      if (!zones.length) {
        return card;
      }
      if (!card) {
        const [first, ...rest] = zones;
        return { key: "zone" + first.id, name: first.name, lines: [...this._zoneLines(first), ...rest.flatMap((each) => [each.name, ...this._zoneLines(each)])] };
      }
      const lines = zones.flatMap((each) => [this.text("layer.plan_zones") + ": " + each.name, ...this._zoneLines(each)]);
      return { ...card, key: card.key + zones.map((each) => each.id).join(), lines: [...card.lines, ...lines] };
    }

    _zoneText(most) {
      return most ? this.text("zone.label").replace("{most}", () => most) : this.text("zone.label_unknown");
    }

    _zoneLines(zone) {
      const category = zone.most
        ? (zone.least ? this.text("zone.between") : this.text("zone.to")).replace("{least}", () => zone.least).replace("{most}", () => zone.most)
        : this.text("zone.category_unknown");
      const height = zone.height === null ? this.text("zone.height_unknown") : this.text("zone.height").replace("{value}", () => this.number(zone.height, 1));
      return [zone.plan === zone.name ? "" : zone.plan, category, height, [zone.source, this._day(zone.as_of)].filter(Boolean).join(", ")];
    }

    /* A year or a month stays one: a day that no source gives is not made up. */
    _day(iso) {
      const [year, month, day] = iso.split("-").map(Number);
      if (!month) {
        return String(year);
      }
      const parts = { year: "numeric", month: "short", ...(day ? { day: "numeric" } : {}), timeZone: "UTC" };
      return new Intl.DateTimeFormat(this.locale, parts).format(new Date(Date.UTC(year, month - 1, day || 1)));
    }

    _gridLines(site) {
      return ["demand", "generation"].map((side) => {
        const year = site.grid_year ? " (" + site.grid_year + ")" : "";
        return this.text("grid.card_" + side) + ": " + this.text("grid." + (site["grid_" + side] || "unknown")) + year;
      });
    }

    _aroundCard(found) {
      return found && {
        key: found.kind + found.name, name: found.name,
        lines: [this.text("around." + found.kind), found.cemt ? this.text("around.cemt") + " " + found.cemt : ""],
      };
    }

    _siteCard(site) {
      const told = site.candidate || site.excluded || {};
      const score = told.score ? this.text("score") + " " + told.score + " (" + told.span + ")" : site.place;
      return { key: site.id, name: site.name, lines: [score, told.reason, ...this._marks(site)] };
    }

    _marks(site) {
      return [
        ...(this.sites.gridSide ? this._gridLines(site) : []),
        site.plan === "soft" ? this.text("plan.soft") : "",
        site.vanished ? this.text("vanished_from") + " " + site.vanished : "",
      ];
    }

    _siteOfPath(target) {
      for (const site of target.closest(".leaflet-sites-pane, .leaflet-premises-pane") ? this.sites.sites.values() : []) {
        if (site.path._path === target) {
          return site;
        }
      }
      return null;
    }

    middle() {
      const { lng, lat } = this.map.getCenter().wrap();
      return JSON.stringify({ lon: lng, lat });
    }

    /* What is in view: west, south, east, north. */
    seen() {
      const box = this.map.getBounds();
      return JSON.stringify([box.getWest(), box.getSouth(), box.getEast(), box.getNorth()]);
    }

    /* --- for tests and for the window ----------------------------------------------------- */

    pixelOf(id) {
      const site = this.sites.sites.get(id);
      const point = this.map.latLngToContainerPoint(site.anchor);
      return JSON.stringify([point.x, point.y]);
    }

    state() {
      const shown = [...this.sites.sites.values()].filter((site) => this.sites.isVisible(site));
      return JSON.stringify({
        selected: this.annotations.selected, focused: this.annotations.focused, shown: shown.length,
        total: this.sites.sites.size, zoom: this.map.getZoom(), centre: [this.map.getCenter().lng, this.map.getCenter().lat],
        classes: Object.fromEntries([...this.sites.sites.values()].map((site) => [site.id, site.path.look.key])),
        badges: [...this.annotations.matchSvg.querySelectorAll(".dm-badge")].map((each) => each.dataset.site),
        drawing: this.drawing.state(), area: { mode: this.area.mode, found: this.area.found.ids.length, plots: this.area.found.plots.length }, fitting: this.fitting.state(), cases: this.cases.state(), distances: this.annotations.distances.state(), rings: Boolean(this.annotations.rings), hover: this.hover.root.hidden ? null : this.hover.root.textContent,
      });
    }
  }

  /* Starts with a bridge to the window, or alone with the data that stand in the page. */
  window.startDrentsMap = function (map) {
    const embedded = document.getElementById("drents-map-data");
    if (embedded) {
      const alone = new DrentsMap(map, () => undefined);
      alone.isAlone = true;
      alone.tools.hide(["select_box", "select_lasso"]);
      window.drentsMap = alone;
      JSON.parse(embedded.textContent).reduce((before, message) => before.then(() => alone.receive(message)), Promise.resolve())
        .then(() => requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.painted = "yes"; })));
      return;
    }
    new QWebChannel(qt.webChannelTransport, (channel) => {
      const bridge = channel.objects.bridge;
      const send = (message) => bridge.receive(JSON.stringify(message));
      const whole = new DrentsMap(map, send);
      window.drentsMap = whole;
      let queue = Promise.resolve();
      window.addEventListener("error", (event) => send({ type: "failed", text: String(event.message) }));
      bridge.to_page.connect((text) => {
        queue = queue.then(() => whole.receive(JSON.parse(text))).catch((error) => send({ type: "failed", text: String(error.stack || error) }));
      });
      send({ type: "ready" });
    });
  };
  window.DrentsMapDistanceM = distanceM;
})();
