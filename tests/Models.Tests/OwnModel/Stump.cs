
namespace ServerlessTraining.Models.Tests.OwnModel;

/// <summary>Rows with a value above the threshold get one answer, the others another.</summary>
internal sealed record Stump(bool Splits, int Column, double Threshold, double Below, double Above, double Loss)
{
    public double Answer(ReadOnlySpan<double> row) => row[Column] > Threshold ? Above : Below;

    /// <summary>No question at all: one answer for every row.</summary>
    public static Stump Mean(DesignMatrix rows) => Split(rows, 0, double.MaxValue) with { Splits = false };

    /// <summary>The best of as many thresholds as asked for, spread evenly over the sorted values, where one is better than <paramref name="best"/>.</summary>
    public static Stump Best(DesignMatrix rows, int column, int candidates, Stump best)
    {
        double[] sorted = new double[rows.Rows];
        for (int row = 0; row < sorted.Length; row++) sorted[row] = rows.Values[(row * rows.Columns) + column];
        Array.Sort(sorted);
        for (int i = 1; i <= candidates; i++)
        {
            Stump found = Split(rows, column, sorted[(int)((long)i * (sorted.Length - 1) / (candidates + 1))]);
            if (found.Loss < best.Loss) best = found;
        }

        return best;
    }

    private static Stump Split(DesignMatrix rows, int column, double threshold)
    {
        ReadOnlySpan<double> values = rows.Values;
        (Side below, Side above) = (default, default);
        for (int row = 0; row < rows.Rows; row++)
        {
            double weight = rows.Weights is null ? 1 : rows.Weights[row];
            if (values[(row * rows.Columns) + column] > threshold) above = above.With(rows.Labels[row], weight);
            else below = below.With(rows.Labels[row], weight);
        }

        return new Stump(true, column, threshold, below.Mean, above.Mean, (below.Error + above.Error) / (below.Weight + above.Weight));
    }

    private readonly record struct Side(double Weight, double Sum, double Squares)
    {
        public double Mean => Weight > 0 ? Sum / Weight : 0;

        public double Error => Squares - (Sum * Mean);

        public Side With(double label, double weight) => new(Weight + weight, Sum + (weight * label), Squares + (weight * label * label));
    }
}
