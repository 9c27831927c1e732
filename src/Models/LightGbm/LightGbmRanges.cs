using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>Ranges that the model types on LightGBM share.</summary>
internal static class LightGbmRanges
{
    private const int NoLimit = -1;
    private const int DeepestTree = 64;

    public static int Depth(DocumentValue value)
    {
        int depth = value.WholeNumber(NoLimit, DeepestTree);
        if (depth == 0) value.Error($"must be 1 to {DeepestTree}, or {NoLimit} for no limit, but is 0");
        return depth;
    }

    public static double Fraction(DocumentValue value) => value.Number(0.01, 1);
}
