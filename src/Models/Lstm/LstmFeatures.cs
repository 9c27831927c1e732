using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Lstm;

/// <summary>Feature rows as floats.</summary>
internal static unsafe class LstmFeatures
{
    /// <summary>All rows; those of the warm-up stay zeros and are never read.</summary>
    public static FloatBuffer Of(FeatureMatrix features)
    {
        FloatBuffer buffer = new((long)features.RowCount * features.ColumnCount);
        try
        {
            Copy(features, new RowRange(features.WarmUp, features.RowCount), buffer.Pointer + ((long)features.WarmUp * features.ColumnCount));
            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    public static void Copy(FeatureMatrix features, RowRange rows, float* target)
    {
        ReadOnlySpan<double> values = features.Rows(rows.First..rows.End);
        for (int i = 0; i < values.Length; i++)
        {
            float value = (float)values[i];
            if (!float.IsFinite(value)) throw TooLarge(features, rows.First + (i / features.ColumnCount), i % features.ColumnCount);
            target[i] = value;
        }
    }

    private static ServerlessTrainingException TooLarge(FeatureMatrix features, int row, int column) => new(
        $"Feature {features.Names[column]} of row {row} is {features[row, column]}, but lstm2head reads numbers up to {float.MaxValue}. Scale the features.");
}
