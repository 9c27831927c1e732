namespace ServerlessTraining.Search.Importance;

/// <summary>A box of the space, in shares of each parameter, and the mean loss in it.</summary>
internal sealed record TreeLeaf(double Value, double[] Low, double[] High)
{
    public double Width(int parameter) => High[parameter] - Low[parameter];
}
