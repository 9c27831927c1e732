namespace ServerlessTraining.Domain.Inference;

/// <summary>The money, and the equity at the last close with its peak and the smallest share of a peak that was left.</summary>
internal struct Account(double cash)
{
    public double Cash = cash;
    public double Equity = cash;
    public double Peak = cash;
    public double Worst = 1;
    public int? RuinBar;
}
