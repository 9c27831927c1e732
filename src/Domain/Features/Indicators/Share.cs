namespace ServerlessTraining.Domain.Features.Indicators;

internal static class Share
{
    /// <summary>part / whole, or <paramref name="ofNothing"/> where the whole is 0. NaN (warm-up) stays NaN.</summary>
    public static double Of(double part, double whole, double ofNothing) => whole == 0 ? ofNothing : part / whole;
}
