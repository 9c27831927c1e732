using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Training;

public sealed class FoldLabelsTests
{
    private static readonly FoldCase Work = TrainingScene.Case(TrainingScene.Ridge);
    private static readonly FoldLabels Labels = FoldLabels.Of(Work, Work.Bars);

    [Fact]
    public void Weights_RowsAtTheEdge_CountMoreThanThoseThatShareEveryBar()
    {
        double[] weights = Labels.Weights([new RowRange(100, 200)]);

        Assert.Equal(1, weights[100..200].Average(), 12);
        Assert.True(weights[100] > weights[150]);
        Assert.Equal(weights[150], weights[151], 12);
    }

    [Fact]
    public void Weights_OfSeveralStretches_DoNotReachAcrossTheGap()
    {
        double[] weights = Labels.Weights([new RowRange(100, 200), new RowRange(300, 400)]);

        Assert.Equal(weights[100..200], weights[300..400], (first, second) => Math.Abs(first - second) < 1e-9);
    }

    [Fact]
    public void Values_OfBothTargets_AreOfTheTradeAtTheNextOpen()
    {
        ReadOnlySpan<double> open = Work.Bars.Open;
        double paid = (open[504] / open[501]) - 1;

        Assert.Equal(paid, Labels.Values[Labels.Return][500]);
        Assert.Equal(paid > 0 ? 1 : 0, Labels.Values[Labels.Direction][500]);
        Assert.Equal(("direction_h3", "return_h3"), (Labels.Direction.Name, Labels.Return.Name));
    }

    [Fact]
    public void Barriers_OfEveryRow_AreOneTrailingMoveAwayAndTheStopComesFirstInDoubt()
    {
        double[] moves = TrailingVolatility.Compute(Work.Bars, new VolatilityOptions { Period = TimeSpan.FromHours(3) });

        for (int row = 500; row < 1500; row++) Assert.Equal(Slowly(row, moves[row]), Labels.Barriers.Outcomes[row]);
    }

    private static BarrierOutcome Slowly(int row, double move)
    {
        double entry = Work.Bars.Open[row + 1];
        double stop = entry - (entry * move);
        double target = entry + (entry * move);
        for (int bar = row + 1; bar <= row + 3; bar++)
        {
            if (Work.Bars.Open[bar] >= target) return BarrierOutcome.TakeProfit;
            if (Work.Bars.Low[bar] <= stop) return BarrierOutcome.Stop;
            if (Work.Bars.High[bar] >= target) return BarrierOutcome.TakeProfit;
        }

        return BarrierOutcome.Horizon;
    }
}
