using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>XGBoost keeps features in single precision, where a value beyond its range is infinite.</summary>
internal static class SinglePrecision
{
    public static void Check(DesignMatrix matrix, IReadOnlyList<string> names, string part)
    {
        ReadOnlySpan<double> values = matrix.Values;
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsFinite((float)values[i])) continue;
            throw new ServerlessTrainingException(
                $"Feature {names[i % names.Count]} is {values[i]} in one of the {part} rows, "
                + $"but XGBoost keeps single precision: at most {float.MaxValue} is allowed. Scale the feature.");
        }
    }
}
