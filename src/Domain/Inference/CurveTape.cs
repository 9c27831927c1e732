using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Inference;

/// <summary>Keeps everything for an <see cref="EquityCurve"/>. Bars come in order, each once.</summary>
internal readonly struct CurveTape(BarSeries bars, RegimeLabels labels) : IBacktestTape
{
    private readonly List<int> marked = [];
    private readonly List<double> equity = [];
    private readonly List<sbyte> positions = [];
    private readonly List<byte> regimes = [];
    private readonly List<Trade> trades = [];

    public bool Records => true;

    public void Mark(int fromBar, int toBar, double cash, double shares, int? regime)
    {
        for (int bar = fromBar; bar < toBar; bar++)
        {
            marked.Add(bar);
            equity.Add(cash + (shares * bars.Close[bar]));
            positions.Add((sbyte)Math.Sign(shares));
            regimes.Add(regime is int given ? (byte)given : labels.Span[bar]);
        }
    }

    public void Close(Trade trade) => trades.Add(trade);

    public EquityCurve ToCurve(int? ruinBar) => new(marked, equity, positions, regimes, trades, ruinBar);
}
