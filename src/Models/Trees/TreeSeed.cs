namespace ServerlessTraining.Models.Trees;

internal static class TreeSeed
{
    private const int Bits = 31;

    /// <summary>The libraries take 31 bits: seeds below 2^31 stay as they are, longer ones are folded.</summary>
    public static int Of(ulong seed) => (int)((seed ^ (seed >> Bits) ^ (seed >> (2 * Bits))) & int.MaxValue);
}
