using ServerlessTraining.Domain.Inference;

namespace ServerlessTraining.Domain.Tests.Inference;

/// <summary>The oracle's second half: one bar after the other, one if after the other, and lists of what happened.</summary>
internal sealed class SlowSimulator
{
    private readonly Scene scene;
    private readonly List<(int Regime, double Return, double Equity, bool Held)> bars = [];
    private readonly List<(int Regime, double Return, double Profit)> trades = [];
    private readonly List<(int Regime, double Share)> fills = [];
    private readonly List<(int Regime, bool Right)> judged = [];
    private double cash;
    private double shares;
    private double entryPrice;
    private double cashBefore;
    private int regime;
    private int now;
    private int lastTarget;

    public SlowSimulator(Scene scene, sbyte[] wanted)
    {
        this.scene = scene;
        cash = scene.Options.InitialEquity;
        Dictionary<int, int> wantedAt = [];
        int next = 0;
        foreach (PredictionWindow window in scene.Predictions.Windows)
        {
            for (int bar = window.FirstBar; bar < window.EndBar; bar++) wantedAt[bar] = wanted[next++];
        }

        foreach (int bar in wantedAt.Keys.Order()) Step(bar, wantedAt);
    }

    public int? RuinBar { get; private set; }

    public IReadOnlyList<(int Regime, double Return, double Equity, bool Held)> Bars => bars;

    public IReadOnlyList<(int Regime, double Return, double Profit)> Trades => trades;

    public IReadOnlyList<(int Regime, double Share)> Fills => fills;

    public IReadOnlyList<(int Regime, bool Right)> Judged => judged;

    private void Step(int bar, Dictionary<int, int> wantedAt)
    {
        now = bar;
        double equityBefore = bars.Count == 0 ? scene.Options.InitialEquity : bars[^1].Equity;
        int delay = scene.Options.EntryDelay;
        int decision = bar - delay;
        bool known = Enumerable.Range(decision, delay + 1).All(wantedAt.ContainsKey);
        int target = known && RuinBar is null ? wantedAt[decision] : 0;
        int counted = scene.Regimes.Span[bar];
        if (lastTarget != target)
        {
            if (shares != 0)
            {
                counted = regime;
                Close(scene.Bars.Open[bar]);
            }

            if (target != 0 && RuinBar is null) Open(bar, decision, target);
        }

        lastTarget = wantedAt.ContainsKey(bar + 1) ? target : 0;

        if (shares != 0)
        {
            counted = regime;
            Judge(bar, decision, wantedAt);
        }

        bool held = shares != 0;
        bool isLast = !wantedAt.ContainsKey(bar + 1);
        if (held && (isLast || cash + (shares * scene.Bars.Close[bar]) <= 0)) Close(scene.Bars.Close[bar]);
        double equity = cash + (shares * scene.Bars.Close[bar]);
        bars.Add((counted, equityBefore == 0 ? 0 : (equity / equityBefore) - 1, equity, held));
    }

    private void Open(int bar, int decision, int target)
    {
        BacktestOptions options = scene.Options;
        double price = scene.Bars.Open[bar] * (1 + (target * ((options.Spread / 2) + options.Slippage)));
        double size = options.SizeFraction * cash / price / (1 + options.Commission);
        if (options.LotSize is double lot) size = Math.Floor(size / lot) * lot;
        if (size == 0) return;
        cashBefore = cash;
        entryPrice = price;
        shares = target * size;
        regime = scene.Regimes.Span[decision];
        fills.Add((regime, size * price / cash));
        cash -= shares * price;
        cash -= size * price * options.Commission;
    }

    private void Close(double at)
    {
        BacktestOptions options = scene.Options;
        double price = at * (1 - (Math.Sign(shares) * ((options.Spread / 2) + options.Slippage)));
        double notional = Math.Abs(shares) * price;
        double worth = cash + (shares * price);
        fills.Add((regime, worth > 0 ? notional / worth : 0));
        cash = worth - (notional * options.Commission);
        trades.Add((regime, (cash - cashBefore) / (Math.Abs(shares) * entryPrice), cash - cashBefore));
        shares = 0;
        if (cash > 0) return;
        cash = 0;
        RuinBar = now;
    }

    private void Judge(int bar, int decision, Dictionary<int, int> wantedAt)
    {
        int end = bar + scene.Predictions.Horizon;
        if (!Enumerable.Range(decision, end - decision + 1).All(wantedAt.ContainsKey)) return;
        judged.Add((regime, Math.Sign(scene.Bars.Open[end] - scene.Bars.Open[bar]) == Math.Sign(shares)));
    }
}
