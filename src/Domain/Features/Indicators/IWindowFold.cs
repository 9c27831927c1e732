using System.Numerics;

namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>One step of a fold over the bars of a window, for several windows at a time (one a lane).</summary>
internal interface IWindowFold
{
    Vector<double> Start { get; }

    /// <summary><paramref name="lagged"/> is the value <paramref name="lag"/> bars ago, <paramref name="reference"/> belongs to the
    /// window's newest bar.</summary>
    Vector<double> Step(Vector<double> folded, Vector<double> lagged, Vector<double> reference, int lag);
}
